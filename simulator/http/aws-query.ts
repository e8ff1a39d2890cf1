import type { AwsError } from '../region/operations/operation.ts';
import { numberedItems, type ParameterTree, readForm } from './form-body.ts';
import { queryErrorCode } from './query-compatible.ts';
import { bytesOf, FrontFailure, type Protocol, type WireReply } from './wire.ts';
import { escapeXml, xmlElement, xmlMembers } from './xml.ts';

interface QueryApi {
  /** `2011-01-01` */
  readonly version: string;
  /** `http://autoscaling.amazonaws.com/doc/2011-01-01/` */
  readonly namespace: string;
  /** Members of answers that are maps. */
  readonly maps?: readonly string[];
}

const errorForm = { item: 'member', nameOf: (member: string) => member };

/** AWS Query: the input is a form, with lists as `A.member.1`. The output is XML in `<OpResponse><OpResult>`. */
export function awsQuery({ version, namespace, maps = [] }: QueryApi): Protocol {
  const xmlForm = { ...errorForm, maps };
  return {
    frontErrors: {
      unsigned: { code: 'MissingAuthenticationToken', status: 403 },
      wrongRegion: { code: 'SignatureDoesNotMatch', status: 403 },
      unknownOperation: { code: 'InvalidAction', status: 400 },
      malformed: { code: 'MissingAction', status: 400 },
    },
    readCall(request) {
      const form = readForm(request);
      if (form.version !== version) {
        throw new FrontFailure(
          'unknownOperation',
          `Could not find operation ${form.action} for version ${form.version || 'NO_VERSION_SPECIFIED'}`,
        );
      }
      return { operation: form.action, input: structureOf(form.parameters) };
    },
    writeAnswer({ operation, output, requestId }) {
      const result = xmlElement({ name: `${operation}Result`, value: output }, xmlForm);
      const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
      const text = `<${operation}Response xmlns="${namespace}">${result}${metadata}</${operation}Response>`;
      return xmlReply({ status: 200, requestId, text });
    },
    writeError: ({ error, requestId }) =>
      xmlReply({ status: error.status, requestId, text: errorText({ error, requestId, namespace }) }),
  };
}

function errorText({ error, requestId, namespace }: { error: AwsError; requestId: string; namespace: string }): string {
  const members = {
    Type: error.status < 500 ? 'Sender' : 'Receiver',
    Code: queryErrorCode(error.code),
    Message: error.message,
    ...error.details.fields,
  };
  const content = `<Error>${xmlMembers(members, errorForm)}</Error><RequestId>${escapeXml(requestId)}</RequestId>`;
  return `<ErrorResponse xmlns="${namespace}">${content}</ErrorResponse>`;
}

export function xmlReply({ status, requestId, text }: { status: number; requestId: string; text: string }): WireReply {
  const headers = { 'content-type': 'text/xml', 'x-amzn-requestid': requestId };
  return { status, headers, body: bytesOf(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`) };
}

const structureOf = (tree: ParameterTree): Record<string, unknown> =>
  Object.fromEntries([...tree].map(([name, node]) => [name, inputValue(node)]));

function inputValue(node: ParameterTree | string): unknown {
  if (typeof node === 'string') return node;
  const member = node.get('member');
  const items = node.size === 1 && member instanceof Map ? numberedItems(member) : undefined;
  return items?.map(inputValue) ?? structureOf(node);
}
