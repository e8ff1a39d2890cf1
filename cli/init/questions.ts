import { createInterface } from 'node:readline';
import type { Wanted } from '../../shared/configuration/draft/select-resources.ts';
import type { FoundAccount } from '../../shared/domain/index.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { writeProgress } from '../streams.ts';
import { nameOfTopic, readTag } from './options.ts';

/** Asks until an answer can be read. `read` throws an Error that says what is accepted. */
export type Ask = <Answer>(question: string, read: (answer: string) => Answer) => Promise<Answer>;

/** Asks on the terminal. End of input or Ctrl-C throws a Failure (exit code 7): nothing has been written by then. */
export async function withTerminal<Answer>(work: (ask: Ask) => Promise<Answer>): Promise<Answer> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // After Ctrl-Z and fg the input is at rest (Node.js, readline, 'SIGCONT').
  terminal.on('SIGCONT', () => terminal.prompt(true));
  // Kept from the start: what is typed ahead of its question is not lost.
  const lines = terminal[Symbol.asyncIterator]();
  const ask: Ask = async (question, read) => {
    for (;;) {
      terminal.setPrompt(question);
      terminal.prompt();
      const { value, done } = await lines.next();
      if (done === true) throw new Failure('\nnothing was written', EXIT.notCarriedOut);
      try {
        return read(String(value).trim());
      } catch (error) {
        writeProgress((error as Error).message);
      }
    }
  };
  try {
    return await work(ask);
  } finally {
    terminal.close();
  }
}

/** Which load balancers, by their numbers in a list, or by a tag. */
export async function askWanted({ loadBalancers, identity, region }: FoundAccount, ask: Ask): Promise<Wanted> {
  const rows = loadBalancers.map(({ name, zoneNames }, index) => `  ${index + 1}  ${name}  ${zoneNames.join(', ')}`);
  writeProgress([`Load balancers of account ${identity.account} in ${region}:`, ...rows].join('\n'));
  return ask('Which of them are the application? Numbers (1,2) or a tag (app=shop): ', (answer) => {
    if (answer.includes('=')) return { tag: readTag(answer), loadBalancers: [] };
    return { tag: null, loadBalancers: numbersIn(answer, loadBalancers, ', or a tag: KEY=VALUE').map(({ name }) => name) };
  });
}

/** By its number; an empty answer is none, and then what the alarms tell is taken. */
export async function askTopic({ topics }: FoundAccount, ask: Ask): Promise<string | null> {
  if (!topics.known || topics.value.length < 2) return null;
  writeProgress(['Topics:', ...topics.value.map((arn, index) => `  ${index + 1}  ${nameOfTopic(arn)}`)].join('\n'));
  const { value } = topics;
  return ask('Which of them gets the notices? A number, or nothing for none: ', (answer) =>
    answer === '' ? null : (numbersIn(answer, value)[0] ?? null),
  );
}

/** `1,2` or `1 2`. Throws where one is not in the list, or none is given. */
function numbersIn<Item>(answer: string, items: readonly Item[], orElse = ''): Item[] {
  const words = answer.split(/[\s,]+/).filter((word) => word !== '');
  const chosen = words.map((word) => (/^\d+$/.test(word) ? items[Number(word) - 1] : undefined));
  if (words.length === 0 || chosen.includes(undefined)) {
    throw new Error(`"${answer}" is not accepted; accepted: numbers from 1 to ${items.length}${orElse}`);
  }
  return chosen as Item[];
}
