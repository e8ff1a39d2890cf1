import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { ZonalCanaryAlarms } from './zonal-impact-alarms/zonal-canary-alarms.ts';
import { ZonalImpactAlarms } from './zonal-impact-alarms/zonal-impact-alarms.ts';

/**
 * Writes the alarms for the simulated Region's game days: one CloudFormation template per number of zones, number of load balancers and their kind, in
 * `dist/game-day`. AZ names and ARNs are parameters. AZ IDs are resolved as in a real deployment. The Region reads the JSON and
 * imports nothing from here.
 */
const OUTPUT = fileURLToPath(new URL('../dist/game-day/', import.meta.url));

const KINDS = [2, 3, 4, 5, 6].flatMap((zones) => [
  ...[1, 2].map((loadBalancers) => ({ zones, loadBalancers, kind: 'application' as const })),
  { zones, loadBalancers: 1, kind: 'network' as const },
]);

function addGameDayStack(app: App, { zones, loadBalancers, kind }: (typeof KINDS)[number]): Stack {
  const watched = kind === 'network' ? 'network-load-balancers' : 'load-balancers';
  const stack = new Stack(app, `zones-${zones}-${watched}-${loadBalancers}`);
  const parameter = (name: string) => new CfnParameter(stack, name).valueAsString;
  const placed = Array.from({ length: zones }, (_, index) => ({ zoneName: parameter(`ZoneName${index}`) }));
  new ZonalImpactAlarms(stack, 'Impact', {
    application: 'wildrydes',
    zones: placed,
    loadBalancers: Array.from({ length: loadBalancers }, (_, index) => ({
      loadBalancer: parameter(`LoadBalancer${index}`),
      kind,
      targetGroups: [parameter(`TargetGroup${index}`)],
    })),
  });
  new ZonalCanaryAlarms(stack, 'Canary', { zones: placed, metric: { namespace: 'wildrydes/Canary' } });
  return stack;
}

// On the file system of the templates, so that each can be moved into place: tests may be reading the old one.
mkdirSync(OUTPUT, { recursive: true });
const assembly = mkdtempSync(fileURLToPath(new URL('../dist/game-day-assembly-', import.meta.url)));
// CDK's own validation would take four times as long as everything else. The construct tests run it.
const app = new App({ outdir: assembly, analyticsReporting: false, builtinCloudFormationValidation: false });
const names = KINDS.map((kind) => addGameDayStack(app, kind).stackName);
const synthesised = app.synth();
for (const name of names) {
  const moved = join(assembly, 'alarms.json');
  writeFileSync(moved, `${JSON.stringify(synthesised.getStackByName(name).template)}\n`);
  renameSync(moved, join(OUTPUT, `${name}.template.json`));
}
rmSync(assembly, { recursive: true });
