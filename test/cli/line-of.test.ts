import { lineOf } from '../../cli/line-of.ts';

const TEXT = `{
  "application": "a,b:{\\"[",
  "zones": [
    { "zoneId": "use1-az1" },
    {
      "zoneId": 3
    }
  ],
  "limits": { "soak": 1,
    "cooldownMinutes": -1 },
  "resources": ["x",
    "y"]
}`;

describe('the line of a problem', () => {
  it.each([
    ['zones[1].zoneId: 3 is not accepted', 6],
    ['zones[1]: missing', 5],
    ['limits.cooldownMinutes: -1 is not accepted', 10],
    ['limits: unknown key "soak"; accepted: cooldownMinutes', 9],
    ['the document: unknown key "application"; accepted: zones', 2],
    ['resources[1]: "y" is not accepted', 12],
    ['resources: "x" is given more than once', 11],
    ['the document is not JSON: Unexpected token } in JSON at position 48', 4],
  ])('%s: line %d', (problem, line) => {
    expect(lineOf(problem, TEXT)).toBe(line);
  });

  it.each(['mode: missing', '"arn:aws:1" is of another Region or account', 'the document is not JSON'])(
    'is not known of what is nowhere: %s',
    (problem) => {
      expect(lineOf(problem, TEXT)).toBeNull();
    },
  );
});
