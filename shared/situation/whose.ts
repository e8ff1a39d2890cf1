/** Whom a mark is held against, and where it was found. */
export interface Owner {
  readonly application: string;
  /** On a resource or a group that the configuration names, or its tag selects. */
  readonly isSelected: boolean;
}

/**
 * Whether a mark is ours (ADR 7): it names our application. One of version 0.2.0 names none: it is ours where we look after the place
 * anyway, and nobody's we know elsewhere.
 */
export function isOurs(markedBy: string | null, { application, isSelected }: Owner): boolean {
  return markedBy === null ? isSelected : markedBy === application;
}

/** `application checkout`, in a sentence. */
export function describeOwner(application: string | null): string {
  return application === null ? 'an unknown application' : `application ${application}`;
}
