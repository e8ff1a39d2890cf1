import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCertificate } from './certificate.ts';
import type { TerminatorOrder } from './terminator.ts';

/** The Region as users meet it: behind TLS. */
export interface SecureEndpoint {
  /** `https://127.0.0.1:41234` */
  readonly url: string;
  /** What a process needs in its environment to trust it. */
  readonly trust: { readonly NODE_EXTRA_CA_CERTS: string };
  stop(): void;
}

/** Puts TLS in front of a Region that listens at this URL. */
export async function secure(regionUrl: string): Promise<SecureEndpoint> {
  const directory = mkdtempSync(join(tmpdir(), 'responder-bench-tls-'));
  const made = makeCertificate();
  const file = join(directory, 'certificate.pem');
  writeFileSync(file, made.certificate);
  const terminator: ChildProcess = fork(fileURLToPath(new URL('./terminator.ts', import.meta.url)));
  terminator.send({ ...made, port: Number(new URL(regionUrl).port) } satisfies TerminatorOrder);
  const [address] = (await once(terminator, 'message')) as [AddressInfo];
  return {
    url: `https://127.0.0.1:${address.port}`,
    trust: { NODE_EXTRA_CA_CERTS: file },
    stop: () => {
      terminator.kill('SIGKILL');
      rmSync(directory, { recursive: true });
    },
  };
}
