import type { Evidence, ResourceArn, RestoreStep } from '../../../shared/domain/index.ts';
import { planRestore, wholePlan } from '../../../shared/plan/plan-restore.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { API, aGroup, aPolicy, aResource, known, NOW, unread, WEB, WEB_GROUP_ARN, ZONE_1 } from '../../builders.ts';
import {
  anEvacuatedGroup,
  ourShift,
  RESTORING_COMMENT,
  restoringEvidence,
  SINCE,
  shiftedBy,
  standingEvidence,
  tagsOf,
} from '../standing.ts';

const POLICY = aPolicy();
const NATIVE = aPolicy({ autoScalingGroups: [{ name: 'web', capacityStep: 'zonal-shift' }] });
const kinds = (steps: readonly RestoreStep[]) =>
  steps.map((step) => `${step.kind} ${'resource' in step ? step.resource : step.group}`);
const addBacks = (evidence: Evidence) =>
  planRestore(understand(evidence, POLICY)).capacity.filter((step) => step.kind === 'add-back-subnets');

describe('the plan of a restore', () => {
  it('puts capacity back first, and lets traffic in last', () => {
    const { capacity, traffic } = planRestore(understand(standingEvidence(), POLICY));
    expect(kinds(capacity)).toEqual([`mark-restoring ${WEB}`, `mark-restoring ${API}`, 'add-back-subnets web']);
    expect(kinds(traffic)).toEqual([`cancel-zonal-shift ${WEB}`, `cancel-zonal-shift ${API}`, 'remove-record web']);
  });

  it('is one list for a report, in the order in which it is carried out', () => {
    const plan = planRestore(understand(standingEvidence(), POLICY));
    expect(wholePlan(plan)).toEqual({ steps: [...plan.capacity, ...plan.traffic], omitted: [] });
  });

  it('gives the lock of the application back last of all shifts, also where clusters sort before load balancers', () => {
    const cluster = 'arn:aws:eks:us-east-1:111122223333:cluster/prod' as ResourceArn;
    const shifts = [cluster, API, WEB].map((resource) => ourShift({ resource, zonalShiftId: `shift-${resource}` }));
    const policy = aPolicy({ resources: [cluster, API, WEB] });
    const { traffic } = planRestore(understand(standingEvidence({ ...shiftedBy(...shifts), shifts: known(shifts) }), policy));
    expect(kinds(traffic).slice(0, 3)).toEqual([cluster, WEB, API].map((arn) => `cancel-zonal-shift ${arn}`));
  });

  it('marks our shifts with the time since which the zone is out', () => {
    const [mark] = planRestore(understand(standingEvidence(), POLICY)).capacity;
    expect(mark).toMatchObject({
      zonalShiftId: 'shift-web',
      comment: `gray-failure-responder/wildrydes/tick-1 restoring since=${SINCE} at=${NOW}`,
    });
  });

  it('keeps on the mark that an alarm caused the evacuation: cooldown and cap count by it', () => {
    const shift = ourShift({ comment: 'gray-failure-responder/wildrydes/0123456789abcdef alarm: threshold crossed' });
    const [mark] = planRestore(understand(standingEvidence(shiftedBy(shift)), POLICY)).capacity;
    expect(mark).toMatchObject({ comment: `gray-failure-responder/wildrydes/tick-1 restoring since=${SINCE} at=${NOW} alarm:` });
  });

  it('fits the longest ID of a request into the 128 characters of a comment', () => {
    const evidence = standingEvidence();
    const [mark] = planRestore(
      understand({ ...evidence, trigger: { ...evidence.trigger, id: 'x'.repeat(64) } }, POLICY),
    ).capacity;
    expect(mark?.kind === 'mark-restoring' && mark.comment.length).toBeLessThanOrEqual(128);
  });

  it('is empty where nothing of ours is out', () => {
    const evidence = standingEvidence({ ...shiftedBy(), groups: { web: known(aGroup()) } });
    expect(planRestore(understand(evidence, POLICY))).toEqual({ capacity: [], awaited: [], traffic: [], omitted: [] });
  });

  it('is empty while the zone is not known', () => {
    expect(planRestore(understand(standingEvidence({ zone: null }), POLICY))).toEqual({
      capacity: [],
      awaited: [],
      traffic: [],
      omitted: [],
    });
  });

  it('leaves shifts of others, and of other zones, alone', () => {
    const shifts = [ourShift({ comment: 'by hand' }), ourShift({ resource: API, awayFrom: 'use1-az2' as typeof ZONE_1.zoneId })];
    const { capacity, traffic } = planRestore(understand(standingEvidence(shiftedBy(...shifts)), POLICY));
    expect(kinds([...capacity, ...traffic])).toEqual(['add-back-subnets web', 'remove-record web']);
  });

  it('cancels the shift of a resource that could not be read, for the list of the account tells of it', () => {
    const resources = { [WEB]: unread<ReturnType<typeof aResource>>(), [API]: known(aResource()) };
    const { traffic } = planRestore(understand(standingEvidence({ resources, shifts: known([ourShift()]) }), POLICY));
    expect(kinds(traffic)).toContain(`cancel-zonal-shift ${WEB}`);
  });

  it('forgets also what is left of a record that was never written whole: it would fence the other zones', () => {
    const { 'gray-failure-responder:use1-az1:0': _head, ...rest } = tagsOf();
    const evidence = standingEvidence({ groups: { web: known(aGroup({ tags: rest })) } });
    expect(kinds(planRestore(understand(evidence, POLICY)).traffic)).toContain('remove-record web');
  });

  it('keeps a damaged record while its zone is out: it is the only trace of what was removed', () => {
    const { [`gray-failure-responder:${ZONE_1.zoneId}:1`]: _members, ...tags } = tagsOf();
    const damaged = { groups: { web: known(anEvacuatedGroup({ tags })) } };
    const { traffic, omitted } = planRestore(understand(standingEvidence(damaged), POLICY));
    expect(kinds(traffic)).toEqual([`cancel-zonal-shift ${WEB}`, `cancel-zonal-shift ${API}`]);
    expect(omitted).toMatchObject([{ target: 'web', code: 'record-damaged' }]);
  });
});

describe('what a restore puts back', () => {
  it('is what the record names, with its places', () => {
    const tags = tagsOf({
      members: [
        { position: 1, member: 'subnet-0a1' },
        { position: 3, member: 'subnet-0a2' },
      ],
    });
    const subnetZones = known({ 'subnet-0a1': ZONE_1.zoneId, 'subnet-0a2': ZONE_1.zoneId });
    expect(addBacks(standingEvidence({ subnetZones, groups: { web: known(anEvacuatedGroup({ tags })) } }))).toEqual([
      {
        kind: 'add-back-subnets',
        by: 'subnet',
        group: 'web',
        zone: ZONE_1,
        add: [
          { position: 1, member: 'subnet-0a1' },
          { position: 3, member: 'subnet-0a2' },
        ],
        missing: [],
      },
    ]);
  });

  it('leaves out a subnet that is no longer in EC2, and tells', () => {
    expect(addBacks(standingEvidence({ subnetZones: known({}) }))).toMatchObject([{ add: [], missing: ['subnet-0a1'] }]);
  });

  it('leaves nothing out when EC2 cannot be read', () => {
    expect(addBacks(standingEvidence({ subnetZones: unread() }))).toMatchObject([
      { add: [{ position: 0, member: 'subnet-0a1' }], missing: [] },
    ]);
  });

  it.each<[string, Parameters<typeof tagsOf>[0], Parameters<typeof anEvacuatedGroup>[0]]>([
    ['zones, of which the record names subnets', {}, { subnets: [] }],
    ['subnets, of which the record names zones', { by: 'zone', members: [{ position: 0, member: 'us-east-1a' }] }, {}],
  ])('is nothing of a group that somebody has changed to %s, and that is told', (_what, record, group) => {
    const evidence = standingEvidence({ groups: { web: known(anEvacuatedGroup({ ...group, tags: tagsOf(record) })) } });
    expect(addBacks(evidence)).toEqual([]);
    expect(planRestore(understand(evidence, POLICY)).omitted).toMatchObject([{ target: 'web', code: 'group-changed' }]);
  });

  it('is an AZ name, which no subnet tells, for a group that is given by zones', () => {
    const tags = tagsOf({ by: 'zone', members: [{ position: 0, member: 'us-east-1a' }] });
    const groups = { web: known(anEvacuatedGroup({ subnets: [], tags })) };
    expect(addBacks(standingEvidence({ groups, subnetZones: known({}) }))).toMatchObject([
      { by: 'zone', add: [{ position: 0, member: 'us-east-1a' }], missing: [] },
    ]);
  });

  it('is a latched group too', () => {
    const groups = { web: known(aGroup({ tags: tagsOf({ phase: 'latched', again: 3 }) })) };
    expect(addBacks(standingEvidence({ groups }))).toMatchObject([{ group: 'web', add: [] }]);
  });

  it('ends the native shift of a group before traffic returns', () => {
    const shifts = known([ourShift(), ourShift({ resource: WEB_GROUP_ARN, zonalShiftId: 'shift-group' })]);
    const evidence = standingEvidence({ ...shiftedBy(ourShift()), shifts, groups: { web: known(aGroup()) } });
    const { capacity, traffic } = planRestore(understand(evidence, NATIVE));
    expect(capacity.at(-1)).toMatchObject({ kind: 'cancel-zonal-shift', zonalShiftId: 'shift-group', group: 'web' });
    expect(kinds(traffic)).toEqual([`cancel-zonal-shift ${WEB}`]);
  });
});

describe('a restore that is planned again', () => {
  const back = aGroup({ tags: tagsOf({ phase: 'restoring' }) });
  const marked = [ourShift({ comment: RESTORING_COMMENT }), ourShift({ resource: API, comment: RESTORING_COMMENT })];
  const left = (evidence: Evidence) => kinds(wholePlan(planRestore(understand(evidence, POLICY))).steps);
  const [cancelWeb, cancelApi] = [`cancel-zonal-shift ${WEB}`, `cancel-zonal-shift ${API}`];

  it('marks no shift twice', () => {
    const evidence = standingEvidence(shiftedBy(...marked));
    expect(left(evidence)).toEqual(['add-back-subnets web', cancelWeb, cancelApi, 'remove-record web']);
  });

  it('still puts back what its record already calls restoring', () => {
    expect(left(restoringEvidence())).toContain('add-back-subnets web');
  });

  it('puts nothing back twice', () => {
    const evidence = restoringEvidence({ groups: { web: known(back) } });
    expect(left(evidence)).toEqual([cancelWeb, cancelApi, 'remove-record web']);
  });

  it('cancels nothing twice', () => {
    const evidence = restoringEvidence({ ...shiftedBy(...marked.slice(1)), groups: { web: known(back) } });
    expect(left(evidence)).toEqual([cancelApi, 'remove-record web']);
  });

  it('removes the record when nothing else is left', () => {
    expect(left(restoringEvidence({ ...shiftedBy(), groups: { web: known(back) } }))).toEqual(['remove-record web']);
  });

  it('holds nothing at the end', () => {
    expect(left(restoringEvidence({ ...shiftedBy(), groups: { web: known(aGroup()) } }))).toEqual([]);
  });
});
