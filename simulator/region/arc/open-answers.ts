/**
 * What AWS's documents leave open about ARC. The Region starts with the likelier answer to each question; tests set the other
 * one, because the responder must cope with both (test/contract). docs/region.md lists the questions.
 */
export interface OpenAnswers {
  /** How `appliedWeights` writes an AZ ID: as it is, or as the name of the AZ. */
  weightKey: (zoneId: string) => string;
  /** The reason for a shift away from an AZ that the resource is not in. */
  reasonOutsideZone: 'UnsupportedAz' | 'InvalidAz';
  /** Whether ListZonalShifts lists autoshifts too. */
  listsAutoshifts: boolean;
  /** What ListZonalShifts lists when no status is asked for. */
  listedWithoutStatus: 'active' | 'all';
  /** Whether CancelZonalShift cancels the shift of an FIS experiment. */
  cancelsExperiments: boolean;
  /** Whether UpdateZonalShift accepts neither a comment nor an expiry. */
  acceptsEmptyUpdates: boolean;
  /** Whether a practice run says its shiftType. Its practiceRunOutcome is there in any case. */
  typesPracticeRuns: boolean;
}

export function likelierAnswers(): OpenAnswers {
  return {
    weightKey: (zoneId) => zoneId,
    reasonOutsideZone: 'UnsupportedAz',
    listsAutoshifts: false,
    listedWithoutStatus: 'active',
    cancelsExperiments: false,
    acceptsEmptyUpdates: false,
    typesPracticeRuns: true,
  };
}
