import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { THIS_VERSION } from '../../../shared/marks/this-version.ts';
import { type RunningServer, startServer } from '../../../simulator/http/server.ts';
import { Region } from '../../../simulator/region/region.ts';
import { defaultRegionSpec, type RegionSpec } from '../../../simulator/region/region-spec.ts';
import { ownAlarms } from '../../../simulator/region/responder/own-alarms.ts';
import { bundledCommand } from '../../bundled-command.ts';
import { type Environment, root, slowLink, Terminal } from './terminal.ts';
import { layOut } from './words.ts';

export const CONFIG = 'gray-failure.config.example.json';
const FUNCTION = 'gray-failure-responder-wildrydes';
const OWNER = {
  functionName: FUNCTION,
  application: 'wildrydes',
  topic: 'on-call',
  region: 'us-east-1',
  account: '111122223333',
};
const NOBODY = 'http://127.0.0.1:1';

interface Started {
  /** Where AWS answers; by default nobody does. */
  readonly url?: string;
  readonly env?: Environment;
  readonly columns?: number;
}

/** A person's desk: terminals, a folder with files, and a Region to ask. All of it goes when the tests are through, or after each. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'desk-'));
  readonly #files = layOut(this.folder);
  readonly #terminals: Terminal[] = [];
  readonly #servers: RunningServer[] = [];

  constructor() {
    afterAll(async () => {
      await this.clear();
      rmSync(this.folder, { recursive: true });
    });
  }

  async clear(): Promise<void> {
    for (const terminal of this.#terminals.splice(0)) terminal.kill();
    await Promise.all(this.#servers.splice(0).map((server) => server.close()));
  }

  /** `gray-failure ...` in a terminal. A word such as `{report}` stands for a file in the folder. */
  grayFailure(words: readonly string[], { url = NOBODY, env, columns }: Started = {}): Terminal {
    const given = [...bundledCommand(), ...words.map((word) => this.#files(word))];
    return this.#open(new Terminal([process.execPath, ...given], this.#environment(url, env), columns));
  }

  /** A line of a shell, in which `gray-failure` is the command, and `aws` a stand-in for the AWS CLI. */
  shell(line: string, { url = NOBODY, env }: Started = {}): Terminal {
    return this.#open(new Terminal(['/bin/bash', '--norc', '-c', this.#files(line)], this.#environment(url, env)));
  }

  #environment(url: string, env: Environment = {}): Environment {
    const PATH = `${this.folder}${delimiter}${process.env.PATH}`;
    const none = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_PROFILE: undefined };
    return { AWS_ENDPOINT_URL: url, PATH, ...none, ...env };
  }

  #open(terminal: Terminal): Terminal {
    this.#terminals.push(terminal);
    return terminal;
  }

  /** As the example's configuration expects it, with the responder deployed, a quarter of an hour old. No request fails. */
  async aRegion(): Promise<{ region: Region; url: string }> {
    const spec = defaultRegionSpec({ seed: 1, startsAt: new Date(Date.now() - 15 * 60_000) });
    const traffic = spec.traffic.map((one) => ({ ...one, faultRate: 0 }));
    const region = new Region({ ...spec, traffic, responder: deployed(), alarms: [...spec.alarms, ...ownAlarms(OWNER)] });
    region.advanceTo(Date.now());
    const log = { at: Date.now() - 60_000, message: readFileSync(this.#files('{recent}'), 'utf8') };
    region.responder.log.write(log);
    const server = await startServer(region, { port: 0 });
    this.#servers.push(server);
    return { region, url: server.url };
  }

  async aSlowRegion(millisOf: (path: string, method: string) => number): Promise<{ region: Region; url: string }> {
    const { region, url } = await this.aRegion();
    const link = await slowLink(url, millisOf);
    this.#servers.push(link);
    return { region, url: link.url };
  }
}

function deployed(): NonNullable<RegionSpec['responder']> {
  const rules = [
    { name: FUNCTION, eventPattern: '{}', isEnabled: true },
    { name: `${FUNCTION}-upkeep`, schedule: 'rate(1 minute)', isEnabled: true },
  ];
  return {
    functionName: FUNCTION,
    version: THIS_VERSION,
    configuration: readFileSync(join(root, CONFIG), 'utf8'),
    reservedConcurrency: 1,
    rules,
  };
}

/** Of each shift, the zone that it is away from. */
export const awayFrom = (region: Region) => region.arc.shifts().map(({ awayFrom: zoneId }) => zoneId);

/** What holds of every answer: it fits the terminal, and nobody sees a stack. */
export function expectOrderly({ text }: { readonly text: string }, columns = 80): void {
  // A command is for copying, and stays whole.
  // What was typed is shown as well.
  const lines = text
    .replaceAll('^C', '')
    .split('\n')
    .filter((line) => !/^ +(mend: .*)?(aws|gray-failure) /.test(line));
  expect(lines.filter((line) => line.length > columns)).toEqual([]);
  expect(text).not.toMatch(/\n +at .*:\d+/);
}
