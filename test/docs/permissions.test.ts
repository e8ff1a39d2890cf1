import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RESPONDER_PERMISSIONS } from '../../infra/responder/role/policy-statements.ts';
import { DISCOVERY_ACTIONS } from '../../shared/aws/discovery/discovery.permissions.ts';
import { READINESS_ACTIONS, READINESS_PERMISSIONS } from '../../shared/aws/readiness/readiness.permissions.ts';
import type { PolicyDocument, Statement } from '../infra/iam.ts';
import { rolePolicy } from '../infra/role.ts';
import { problemsOf } from '../infra/service-authorization.ts';

const root = resolve(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

function jsonBlocks(path: string): Record<string, unknown>[] {
  return [...read(path).matchAll(/^```json\n(.*?)^```$/gms)].map(([, block = '']) => JSON.parse(block));
}

const [policy, launchTemplates] = jsonBlocks('docs/permissions.md') as unknown as [PolicyDocument, Record<string, unknown>];

/** The configuration that docs/configuration.md shows as its full example: the one with the most keys. */
function fullExample(): Record<string, unknown> {
  const [longest = {}] = jsonBlocks('docs/configuration.md').sort(
    (one, other) => Object.keys(other).length - Object.keys(one).length,
  );
  return longest;
}

/** Log and queue have names of their own in each deployment. */
function withoutNames(statements: readonly Statement[] = []): Statement[] {
  const isNamed = ({ Sid = '' }: Statement) => ['ReadOwnRole', 'WriteOwnLog', 'SendToFailureQueue'].includes(Sid);
  return statements.map((statement) => (isNamed(statement) ? { ...statement, Resource: 'named at deployment' } : statement));
}

const PREFIX_OF_CLIENT: Readonly<Record<string, string>> = {
  'client-arc-zonal-shift': 'arc-zonal-shift',
  'client-auto-scaling': 'autoscaling',
  'client-cloudwatch': 'cloudwatch',
  'client-ec2': 'ec2',
  'client-eventbridge': 'events',
  'client-sns': 'sns',
  'client-elastic-load-balancing-v2': 'elasticloadbalancing',
  'client-iam': 'iam',
  'client-lambda': 'lambda',
  'client-sts': 'sts',
};

function actionsOfImports(text: string): string[] {
  const imports = [...text.matchAll(/import \{([^}]*)\} from '@aws-sdk\/([\w-]+)'/g)];
  return imports.flatMap(([, names = '', client = '']) =>
    [...names.matchAll(/\b([A-Z]\w+)Command\b/g)].map(([, operation]) => `${PREFIX_OF_CLIENT[client]}:${operation}`),
  );
}

/** IAM's names of the operations that `shared/aws` imports commands for, by the adapter's file. */
function actionsOfAdapters(): Record<string, string[]> {
  const adapters = readdirSync(join(root, 'shared/aws')).filter((file) => file.endsWith('.ts'));
  const files = adapters.map((file) => {
    const actions = actionsOfImports(read(`shared/aws/${file}`));
    return [file.replace(/\.ts$/, ''), actions.sort()] as const;
  });
  return Object.fromEntries(files.filter(([, actions]) => actions.length > 0));
}

/** The actions that the permissions beside each adapter name. Those of a notice channel stand with the import of its adapter. */
function actionsOfPermissions(): Record<string, string[]> {
  return { ...actionsBesideAdapters(), ...actionsOfChannels() };
}

function actionsOfChannels(): Record<string, string[]> {
  const entries = readdirSync(join(root, 'shared/tell/channels')).flatMap((file) => {
    const text = read(`shared/tell/channels/${file}`);
    const [, adapter] = /import\('\.\.\/\.\.\/aws\/([\w-]+)\.ts'\)/.exec(text) ?? [];
    return adapter === undefined ? [] : [[adapter, actionsIn(text)] as const];
  });
  return Object.fromEntries(entries);
}

function actionsIn(text: string): string[] {
  return [...text.matchAll(/action: '([\w:-]+)'/g)].map(([, action = '']) => action).sort();
}

function actionsBesideAdapters(): Record<string, string[]> {
  const files = readdirSync(join(root, 'shared/aws')).filter((file) => file.endsWith('.permissions.ts'));
  return Object.fromEntries(files.map((file) => [file.replace(/\.permissions\.ts$/, ''), actionsIn(read(`shared/aws/${file}`))]));
}

/** The calls of a folder of adapters that are for people alone: `readiness`. */
function callsIn(folder: string): string[] {
  const files = readdirSync(join(root, 'shared/aws', folder));
  return [...new Set(files.flatMap((file) => actionsOfImports(read(`shared/aws/${folder}/${file}`))))].sort();
}

describe('the permissions', () => {
  it('are those of the calls that the adapter beside them makes', () => {
    expect(Object.keys(actionsOfAdapters()).length).toBeGreaterThanOrEqual(5);
    const { signals = [], ...others } = actionsOfPermissions();
    // No call of its own: CloudWatch asks for it where an expression of GetMetricData reads a rule.
    expect(signals).toEqual(['cloudwatch:GetInsightRuleReport', ...(actionsOfAdapters().signals ?? [])]);
    expect({ ...others, signals: actionsOfAdapters().signals }).toEqual(actionsOfAdapters());
  });

  it('name every call of the readiness check, and docs/doctor.md names them', () => {
    expect(callsIn('readiness')).toEqual([...READINESS_ACTIONS].sort());
    const needed = READINESS_ACTIONS.filter((action) => action !== 'sts:GetCallerIdentity');
    expect(needed.filter((action) => !read('docs/doctor.md').includes(`\`${action}\``))).toEqual([]);
  });

  it('name every call of init, and docs/init.md names them', () => {
    // Zones, identity, groups and subnets are read by the adapters that others use too.
    const shared = [
      'autoscaling:DescribeAutoScalingGroups',
      'ec2:DescribeAvailabilityZones',
      'ec2:DescribeSubnets',
      'sts:GetCallerIdentity',
    ];
    expect([...callsIn('discovery'), ...shared].sort()).toEqual([...DISCOVERY_ACTIONS].sort());
    const needed = DISCOVERY_ACTIONS.filter((action) => action !== 'sts:GetCallerIdentity');
    expect(needed.filter((action) => !read('docs/init.md').includes(`\`${action}\``))).toEqual([]);
  });

  it('all reach the role', () => {
    const actions = [...Object.values(actionsOfPermissions()).flat(), ...READINESS_PERMISSIONS.map(({ action }) => action)];
    expect(RESPONDER_PERMISSIONS.map(({ action }) => action).sort()).toEqual(actions.sort());
  });
});

describe('docs/permissions.md', () => {
  it('has a row for each permission, and no other', () => {
    const rows = [...read('docs/permissions.md').matchAll(/^\| `([\w:-]+)` \| (read|write) \| .+ \| .+ \|$/gm)];
    expect(rows.map(([, action, access]) => ({ action, access }))).toEqual(
      RESPONDER_PERMISSIONS.map(({ action, access }) => ({ action, access })),
    );
  });

  it('shows the policy that is synthesised for the full example of a configuration', () => {
    expect(withoutNames(policy?.Statement)).toEqual(withoutNames(rolePolicy(fullExample()).Statement));
  });

  it('names what Lambda itself needs as AWS names it', () => {
    const platform = ['logs:CreateLogStream', 'logs:PutLogEvents', 'sqs:SendMessage'];
    expect(policy?.Statement.slice(-2).flatMap(({ Action }) => Action)).toEqual(platform);
  });

  it.each([
    ['the policy', policy],
    ['that of the shown launch templates', rolePolicy({ ...fullExample(), mode: 'act', ...launchTemplates })],
  ])('has nothing that AWS does not know in %s', async (_, shown) => {
    expect(shown).toBeDefined();
    expect(await problemsOf(shown ?? { Version: '', Statement: [] })).toEqual([]);
  });
});
