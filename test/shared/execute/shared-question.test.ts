import { sharedQuestion } from '../../../shared/execute/shared-question.ts';

/** A question whose answers come when they are told to: each is the number of the asking. */
function aQuestion() {
  const open: { resolve: (answer: number) => void; reject: (error: Error) => void }[] = [];
  let asked = 0;
  const about: (readonly string[])[] = [];
  const ask = sharedQuestion<string, number>((subjects) => {
    asked += 1;
    about.push(subjects);
    return new Promise<number>((resolve, reject) => open.push({ resolve, reject }));
  });
  return {
    ask: (subject = 'web') => ask(subject),
    about,
    asked: () => asked,
    answer: () => open.shift()?.resolve(asked),
    fail: () => open.shift()?.reject(new Error('no')),
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a shared question', () => {
  it('is asked about all subjects of those who come at the same time, each once', async () => {
    const question = aQuestion();
    const all = ['web', 'api', 'web'].map((subject) => question.ask(subject));
    await settled();
    question.answer();
    expect(await Promise.all(all)).toEqual([1, 1, 1]);
    expect(question.about).toEqual([['web', 'api']]);
  });

  it('never answers with what was asked for before the question', async () => {
    const question = aQuestion();
    const first = question.ask();
    await settled();
    const second = question.ask();
    question.answer();
    expect(await first).toBe(1);
    await settled();
    question.answer();
    expect(await second).toBe(2);
  });

  it('is asked once for all who come meanwhile', async () => {
    const question = aQuestion();
    const first = question.ask();
    await settled();
    const others = [question.ask(), question.ask(), question.ask()];
    question.answer();
    await first;
    await settled();
    question.answer();
    expect(await Promise.all(others)).toEqual([2, 2, 2]);
    expect(question.asked()).toBe(2);
  });

  it('is asked again after a failure, which only those get who waited for it', async () => {
    const question = aQuestion();
    const first = question.ask();
    await settled();
    const second = question.ask();
    question.fail();
    await expect(first).rejects.toThrow('no');
    question.answer();
    expect(await second).toBe(2);
  });
});
