/**
 * The words of this program, and nothing else: plain data that passes between the stages. AWS's own terms throughout
 * (whitepaper "Advanced Multi-AZ Resilience Patterns", ARC zonal shift API). Their files in domain/ are the glossary.
 */

export * from './decision.ts';
export * from './evidence.ts';
export * from './plan.ts';
export * from './policy.ts';
export * from './result.ts';
export * from './signal.ts';
export * from './trigger.ts';
export * from './words.ts';
