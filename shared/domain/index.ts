/**
 * The words of this program, and nothing else: plain data that passes between the stages. AWS's own terms throughout
 * (whitepaper "Advanced Multi-AZ Resilience Patterns", ARC zonal shift API). Their files in domain/ are the glossary.
 */

export type * from './decision.ts';
export type * from './diagnosis.ts';
export type * from './evidence.ts';
export type * from './found.ts';
export type * from './plan.ts';
export type * from './policy.ts';
export type * from './readiness.ts';
export type * from './result.ts';
export type * from './result-code.ts';
export type * from './signal.ts';
export type * from './trigger.ts';
export type * from './words.ts';
