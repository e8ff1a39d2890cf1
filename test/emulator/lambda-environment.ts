import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { DeployedFunction } from './account.ts';

/** Lambda's functions run as a user without rights. Only root can become one. */
const NOBODY = 65_534;
const RUNTIME = fileURLToPath(new URL('lambda-runtime.mjs', import.meta.url));

/** The places of one execution environment: the code, Node.js and the runtime, readable by everybody. */
export interface Places {
  readonly code: string;
  readonly node: string;
  readonly runtime: string;
}

/** Where `code` will be, with Node.js and the runtime beside it. Node.js is copied, because its folder may be root's alone. */
export function placesIn(folder: string, node: string): Places {
  const places = { code: join(folder, 'task'), node: join(folder, 'node'), runtime: join(folder, 'runtime.mjs') };
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  copyFileSync(node, places.node);
  chmodSync(places.node, 0o555);
  copyFileSync(RUNTIME, places.runtime);
  chmodSync(places.runtime, 0o444);
  return places;
}

/** How one invocation ended. */
export interface Ended {
  readonly returned?: Readonly<Record<string, unknown>>;
  readonly thrown?: string;
  /** `v24.11.1` */
  readonly nodeVersion: string;
  readonly durationMillis: number;
  readonly peakMegabytes: number;
  readonly mayWriteItsCode: boolean;
  /** Standard output, line by line. */
  readonly log: readonly string[];
}

interface Invocation {
  readonly deployed: DeployedFunction;
  readonly places: Places;
  readonly event: unknown;
  /** Of every AWS service, in place of AWS. */
  readonly endpoint: string;
}

/**
 * Invokes a deployed function once, in a new process, with what Lambda gives a function and nothing else: its own environment,
 * Lambda's variables, its memory, its time, another user, and no HOME. Throws if the process dies.
 */
export async function invoke({ deployed, places, event, endpoint }: Invocation): Promise<Ended> {
  const child = spawn(places.node, [`--max-old-space-size=${Math.floor(deployed.MemorySize * 0.9)}`, places.runtime], {
    cwd: places.code,
    env: { ...lambdaVariables(deployed, places), ...deployed.Environment, AWS_ENDPOINT_URL: endpoint },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    timeout: deployed.Timeout * 1_000,
    killSignal: 'SIGKILL',
    ...(process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  const exit = new Promise<string>((resolve, reject) => {
    child.once('error', reject).once('close', (code, signal) => resolve(`${signal ?? code}`));
  });
  child.stdin?.end(JSON.stringify({ event, context: contextOf(deployed), timeoutMillis: deployed.Timeout * 1_000 }));
  const [stdout, stderr, ended] = await Promise.all([child.stdout, child.stderr, child.stdio[3]].map(textOf));
  const code = await exit;
  if (!ended) throw new Error(`the function ended with ${code}:\n${stdout}${stderr}`);
  return { ...(JSON.parse(ended) as Omit<Ended, 'log'>), log: (stdout ?? '').trim().split('\n') };
}

function textOf(stream: unknown): Promise<string> {
  return text(stream as NodeJS.ReadableStream);
}

const nameOf = ({ FunctionArn }: DeployedFunction) => FunctionArn.split(':')[6] ?? '';

function contextOf(deployed: DeployedFunction): object {
  return {
    functionName: nameOf(deployed),
    functionVersion: '$LATEST',
    invokedFunctionArn: deployed.FunctionArn,
    memoryLimitInMB: String(deployed.MemorySize),
    awsRequestId: '8476a536-e9f4-11e8-9739-2dfe598c3fcd',
    logGroupName: '/aws/lambda/test',
    logStreamName: '2026/11/24/[$LATEST]0123456789abcdef',
    callbackWaitsForEmptyEventLoop: true,
  };
}

/** "Defined runtime environment variables" in the Lambda Developer Guide. There is no HOME among them. */
function lambdaVariables(deployed: DeployedFunction, { code }: Places): Record<string, string> {
  const [, , , region = ''] = deployed.FunctionArn.split(':');
  return {
    _HANDLER: deployed.Handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${deployed.Runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: nameOf(deployed),
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(deployed.MemorySize),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/test',
    AWS_LAMBDA_LOG_STREAM_NAME: '2026/11/24/[$LATEST]0123456789abcdef',
    AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9001',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_SESSION_TOKEN: 'test',
    LAMBDA_TASK_ROOT: code,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LANG: 'en_US.UTF-8',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    TZ: ':UTC',
  };
}
