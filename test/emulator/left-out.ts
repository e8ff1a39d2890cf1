import type { Emulator } from './emulator.ts';

/** What moto does not do, besides the types of resources that it names itself. */
const NOT_EMULATED = [
  'functions that run: moto needs Docker for them, so the deployed zip runs in a process of its own',
  'rules that invoke a function: events meet the pattern of the deployed rule on another bus, and are read from a queue',
  'the account of an event that is delivered',
  'IAM at each call: the calls are held against the deployed role afterwards',
  'the architecture of a function: the zip runs on the processor of this machine',
  'the outputs of a stack, and the waiting period of a deleted key',
];
const TAUGHT = 'AWS::CloudWatch::Alarm, AWS::CloudWatch::CompositeAlarm, and update and deletion of AWS::IAM::ManagedPolicy';

interface Ran {
  readonly emulator: Pick<Emulator, 'unsupported'>;
  readonly motoVersion: string;
  /** `v24.11.1`: of the function. */
  readonly nodeVersion: string;
}

/** Everything that a deployment to AWS has and this one had not, by name. */
export function leftOut({ emulator, motoVersion, nodeVersion }: Ran): string {
  const isRuntime = nodeVersion.startsWith('v24.');
  const node = isRuntime ? [] : [`Node.js 24: the function ran on ${nodeVersion}; RESPONDER_NODE names another Node.js`];
  return [
    `\nLeft out, because moto ${motoVersion} or this machine lacks it:`,
    ...[...emulator.unsupported(), ...NOT_EMULATED, ...node].map((what) => `- ${what}`),
    `Taught to moto: ${TAUGHT}`,
  ].join('\n');
}
