/**
 * The words of this program, and nothing else: plain data that passes between the stages. AWS's own terms throughout
 * (whitepaper "Advanced Multi-AZ Resilience Patterns", ARC zonal shift API). Their files in domain/ are the glossary.
 */

export * from './domain/decision.ts';
export * from './domain/evidence.ts';
export * from './domain/plan.ts';
export * from './domain/policy.ts';
export * from './domain/result.ts';
export * from './domain/signal.ts';
export * from './domain/trigger.ts';
export * from './domain/words.ts';
