/**
 * One question that many ask at the same time, each about a subject of its own. Each gets an answer that was asked for after its own
 * question, as if it had asked alone; those that come while an answer is on its way share the next one.
 */
export function sharedQuestion<Subject, Answer>(
  ask: (subjects: readonly Subject[]) => Promise<Answer>,
): (subject: Subject) => Promise<Answer> {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: { readonly subjects: Set<Subject>; readonly answer: Promise<Answer> } | null = null;
  const prepare = () => {
    const subjects = new Set<Subject>();
    const begin = () => {
      next = null;
      return ask([...subjects]);
    };
    const answer = underWay.then(begin, begin);
    underWay = answer;
    return { subjects, answer };
  };
  return (subject) => {
    next ??= prepare();
    next.subjects.add(subject);
    return next.answer;
  };
}
