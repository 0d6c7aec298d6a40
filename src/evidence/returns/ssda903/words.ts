/** What a person calls a column, in a sentence: “The legal status is missing”. */
const CALLED: Readonly<Record<string, string>> = {
  ...{ CHILD: 'child’s id', DOB: 'date of birth', SEX: 'sex', ETHNIC: 'ethnicity', UPN: 'UPN' },
  ...{ MOTHER: 'mark of being a mother', MC_DOB: 'date of birth of the young person’s own child' },
  ...{
    DECOM: 'day on which the episode began',
    DEC: 'day on which the episode ended',
    RNE: 'reason for the new episode',
  },
  ...{ LS: 'legal status', CIN: 'category of need', PLACE: 'placement type', PLACE_PROVIDER: 'placement provider' },
  ...{ REC: 'reason why the episode ended', REASON_PLACE_CHANGE: 'reason for the change of placement' },
  ...{ PL_LA: 'authority in which the placement lies', PL_LOCATION: 'mark whether the placement is in the area' },
  ...{ PL_DISTANCE: 'distance of the placement from home', URN: 'Ofsted number of the placement' },
  ...{ REVIEW: 'day of the review', REVIEW_CODE: 'code of how the child took part' },
  ...{ DUC: 'day on which asylum-seeking status ended' },
  ...{ SDQ_SCORE: 'score of the strengths and difficulties questionnaire' },
  ...{ SDQ_REASON: 'reason why there is no score of the strengths and difficulties questionnaire' },
  ...{
    CONVICTED: 'mark of a conviction',
    HEALTH_CHECK: 'mark of health checks',
    IMMUNISATIONS: 'mark of immunisations',
  },
  ...{ TEETH_CHECK: 'mark of a dental check', HEALTH_ASSESSMENT: 'mark of a health assessment' },
  ...{ SUBSTANCE_MISUSE: 'mark of substance misuse', INTERVENTION_RECEIVED: 'mark of help received' },
  ...{ INTERVENTION_OFFERED: 'mark of help offered' },
  ...{ IN_TOUCH: 'code of being in touch', ACTIV: 'code of activity', ACCOM: 'code of accommodation' },
  ...{ DATE_INT: 'day of the decision that the child should be placed for adoption' },
  ...{ DATE_MATCH: 'day of the decision about the match', FOSTER_CARE: 'mark of adoption by the foster carer' },
  ...{ NB_ADOPTR: 'number of adopters', SEX_ADOPTR: 'sex of the adopters', LS_ADOPTR: 'legal status of the adopters' },
  ...{ DATE_PLACED: 'day of placement for adoption', DATE_PLACED_CEASED: 'day on which placing for adoption ended' },
  ...{ REASON_PLACED_CEASED: 'reason why placing for adoption ended' },
  ...{ MISSING: 'mark of missing or away', MIS_START: 'first day of the missing episode' },
  ...{ MIS_END: 'last day of the missing episode' },
};

/** The plain name of a column, without an article. */
export function called(column: string): string {
  return CALLED[column] ?? column;
}
