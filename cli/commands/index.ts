import type { Command } from 'commander';

export interface SubCommand {
  readonly name: string;
  /** One line for the list of sub-commands. */
  readonly summary: string;
  /** The sub-command itself: loaded when it is asked for, so that the others cost nothing. */
  readonly load: () => Promise<Command>;
}

/** Every sub-command, in the order of the list: beginning, looking, acting, looking back, practising. */
export const SUB_COMMANDS: readonly SubCommand[] = [
  {
    name: 'init',
    summary: 'write a first configuration from what the account has',
    load: async () => (await import('./init.ts')).initCommand(),
  },
  {
    name: 'status',
    summary: 'show what is evacuated now',
    load: async () => (await import('./status.ts')).statusCommand(),
  },
  {
    name: 'doctor',
    summary: 'check, before it matters, that each zone could be evacuated',
    load: async () => (await import('./doctor.ts')).doctorCommand(),
  },
  {
    name: 'plan',
    summary: 'show what an evacuation or a restore would do, and change nothing',
    load: async () => (await import('./plan.ts')).planCommand(),
  },
  {
    name: 'evacuate',
    summary: 'move traffic and capacity out of a zone',
    load: async () => (await import('./evacuate.ts')).evacuateCommand(),
  },
  {
    name: 'restore',
    summary: 'bring a zone back as it was',
    load: async () => (await import('./restore.ts')).restoreCommand(),
  },
  {
    name: 'upkeep',
    summary: 'keep alive what is out: what the schedule does every minute',
    load: async () => (await import('./upkeep.ts')).upkeepCommand(),
  },
  {
    name: 'explain',
    summary: 'decide a saved report again, and show why',
    load: async () => (await import('./explain.ts')).explainCommand(),
  },
  {
    name: 'incident',
    summary: 'show what happened, from the reports in the log or in files',
    load: async () => (await import('./incident.ts')).incidentCommand(),
  },
  {
    name: 'replay',
    summary: 'run again what is in the failure queue',
    load: async () => (await import('./replay.ts')).replayCommand(),
  },
  {
    name: 'gameday',
    summary: 'play a failure in a simulated Region, with the built responder',
    load: async () => (await import('./gameday.ts')).gamedayCommand(),
  },
  {
    name: 'region',
    summary: 'serve a simulated Region to AWS clients',
    load: async () => (await import('./region.ts')).regionCommand(),
  },
  {
    name: 'completion',
    summary: 'print a script with which your shell completes commands',
    load: async () => (await import('./completion.ts')).completionCommand(loadAll),
  },
];

function loadAll(): Promise<readonly Command[]> {
  return Promise.all(SUB_COMMANDS.map(({ load }) => load()));
}
