import { type Batch, measure } from './measure.ts';

/** One process of the bench. Takes a batch and returns its tallies. Ends with the bench. */
process.on('message', (batch: Batch) => process.send?.(measure(batch)));
