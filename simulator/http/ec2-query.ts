import { xmlReply } from './aws-query.ts';
import { numberedItems, type ParameterTree, readForm } from './form-body.ts';
import { FrontFailure, type Protocol } from './wire.ts';
import { escapeXml, xmlMembers } from './xml.ts';

const version = '2016-11-15';
const namespace = 'http://ec2.amazonaws.com/doc/2016-11-15/';

interface Ec2Names {
  /** Parameter on the wire -> member of the API. */
  readonly input: Readonly<Record<string, string>>;
  /** Member of the API -> element on the wire, unless it only differs by a lower-case first letter. */
  readonly output: Readonly<Record<string, string>>;
}

/** EC2's own names on the wire, for the operations here (EC2 service model, locationName). */
const namesOf: Readonly<Record<string, Ec2Names>> = {
  DescribeSubnets: {
    input: { SubnetId: 'SubnetIds', Filter: 'Filters', Value: 'Values' },
    output: { Subnets: 'subnetSet', Tags: 'tagSet' },
  },
  DescribeAvailabilityZones: {
    input: { ZoneName: 'ZoneNames', ZoneId: 'ZoneIds', Filter: 'Filters', Value: 'Values' },
    output: { AvailabilityZones: 'availabilityZoneInfo', Messages: 'messageSet', State: 'zoneState' },
  },
};

/** EC2 Query: like AWS Query, but lists are `A.1`, answers have no result element, and errors have their own format. */
export const ec2Query: Protocol = {
  frontErrors: {
    unsigned: { code: 'MissingAuthenticationToken', status: 403 },
    wrongRegion: { code: 'AuthFailure', status: 401 },
    unknownOperation: { code: 'InvalidAction', status: 400 },
    malformed: { code: 'MissingAction', status: 400 },
  },
  readCall(request) {
    const form = readForm(request);
    if (form.version !== version)
      throw new FrontFailure('unknownOperation', `The action ${form.action} is not valid for this web service`);
    return { operation: form.action, input: structureOf(form.parameters, namesOf[form.action]?.input ?? {}) };
  },
  writeAnswer({ operation, output, requestId }) {
    const names = namesOf[operation]?.output ?? {};
    const members = xmlMembers(output, { item: 'item', nameOf: (member) => names[member] ?? lowerFirst(member) });
    const text = `<${operation}Response xmlns="${namespace}"><requestId>${requestId}</requestId>${members}</${operation}Response>`;
    return xmlReply({ status: 200, requestId, text });
  },
  writeError({ error, requestId }) {
    const members = `<Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message>`;
    const text = `<Response><Errors><Error>${members}</Error></Errors><RequestID>${escapeXml(requestId)}</RequestID></Response>`;
    return xmlReply({ status: error.status, requestId, text });
  },
};

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const structureOf = (tree: ParameterTree, names: Ec2Names['input']): Record<string, unknown> =>
  Object.fromEntries([...tree].map(([name, node]) => [names[name] ?? name, inputValue(node, names)]));

function inputValue(node: ParameterTree | string, names: Ec2Names['input']): unknown {
  if (typeof node === 'string') return node;
  return numberedItems(node)?.map((item) => inputValue(item, names)) ?? structureOf(node, names);
}
