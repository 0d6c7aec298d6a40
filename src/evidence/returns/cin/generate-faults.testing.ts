import { dayOf, dayText } from '../day.ts';
import type { Changeable } from './case-file.testing.ts';
import type { CaseChild, CaseEpisode } from './rule.ts';

/** A fault that can be put into a valid child, and the rule that must find it. */
export interface Fault {
  rule: string;
  /** Changes the child; says false when this child has nothing that could be wrong in this way. */
  put: (child: Changeable<CaseChild>) => boolean;
}

type Episode = Changeable<CaseEpisode>;

/** A fault in the child's last episode, which is the one that led to further action where there is one. */
function inEpisode(rule: string, change: (episode: Episode) => boolean): Fault {
  return {
    rule,
    put: (child) => {
      const episode = child.CINdetails?.at(-1);
      return episode !== undefined && change(episode);
    },
  };
}

function daysFrom(date: string | undefined, days: number): string {
  return dayText(dayOf(date ?? '') + days);
}

/** Faults as they happen: a date mistyped, a code of the old system, a field left out, two steps swapped. */
export const FAULTS: readonly Fault[] = [
  {
    rule: '1580',
    put: (child) => {
      child.LAchildID = `${child.LAchildID}-1`;
      return true;
    },
  },
  {
    rule: '4180',
    put: (child) => {
      child.Sex = '9';
      return true;
    },
  },
  {
    rule: '4220',
    put: (child) => {
      child.Ethnicity = 'QQQQ';
      return true;
    },
  },
  {
    rule: '8590',
    put: (child) => {
      child.CINdetails = [];
      return true;
    },
  },
  {
    rule: '8794',
    put: (child) => {
      child.Disability = ['MOB', 'MOB'];
      return true;
    },
  },
  {
    rule: '8790',
    put: (child) => {
      child.Disability = ['NONE', 'LD'];
      return true;
    },
  },
  {
    rule: '1510',
    put: (child) => {
      if (!child.UPN) return false;
      child.UPN = `${child.UPN[0] === 'A' ? 'B' : 'A'}${child.UPN.slice(1)}`;
      return true;
    },
  },
  {
    rule: '1530',
    put: (child) => {
      if (!child.UPN) return false;
      child.UPN = `${child.UPN[0]}999${child.UPN.slice(4)}`;
      return true;
    },
  },
  {
    rule: '8770Q',
    put: (child) => {
      if (!child.UPN || child.CINdetails?.at(-1)?.ReferralNFA === 'true') return false;
      delete child.UPN;
      return true;
    },
  },
  {
    rule: '8525Q',
    put: (child) => {
      if (!child.PersonBirthDate) return false;
      delete child.PersonBirthDate;
      return true;
    },
  },
  {
    rule: '8545Q',
    put: (child) => {
      child.PersonDeathDate = '2025-04-02';
      return true;
    },
  },
  inEpisode('8600', (episode) => {
    delete episode.CINreferralDate;
    return true;
  }),
  inEpisode('8568', (episode) => {
    delete episode.ReferralNFA;
    return true;
  }),
  inEpisode('8866', (episode) => {
    episode.ReferralSource = 'ZZ';
    return true;
  }),
  inEpisode('8610', (episode) => {
    if (!episode.PrimaryNeedCode) return false;
    delete episode.PrimaryNeedCode;
    return true;
  }),
  inEpisode('8650', (episode) => {
    episode.PrimaryNeedCode = 'N99';
    return true;
  }),
  inEpisode('8805', (episode) => {
    if (!episode.CINclosureDate) return false;
    delete episode.ReasonForClosure;
    return true;
  }),
  inEpisode('8640', (episode) => {
    if (!episode.CINclosureDate) return false;
    episode.ReasonForClosure = 'RC99';
    return true;
  }),
  inEpisode('8630', (episode) => {
    if (!episode.CINclosureDate) return false;
    episode.CINclosureDate = daysFrom(episode.CINreferralDate, -1);
    return true;
  }),
  inEpisode('8831', (episode) => {
    if (episode.ReferralNFA !== 'true') return false;
    episode.DateOfInitialCPC = daysFrom(episode.CINreferralDate, 20);
    return true;
  }),
  inEpisode('1103', (episode) => {
    const [assessment] = episode.Assessments ?? [];
    if (!assessment) return false;
    assessment.AssessmentActualStartDate = daysFrom(episode.CINreferralDate, -3);
    return true;
  }),
  inEpisode('8608', (episode) => {
    const [assessment] = episode.Assessments ?? [];
    if (!assessment) return false;
    assessment.AssessmentAuthorisationDate = daysFrom(assessment.AssessmentActualStartDate, -1);
    return true;
  }),
  inEpisode('8897Q', (episode) => {
    const [assessment] = episode.Assessments ?? [];
    if (!assessment) return false;
    assessment.AssessmentFactors = [];
    return true;
  }),
  inEpisode('8869', (episode) => {
    const [assessment] = episode.Assessments ?? [];
    if (!assessment) return false;
    assessment.AssessmentFactors = ['21', '1A'];
    return true;
  }),
  inEpisode('8945Q', (episode) => {
    const [assessment] = episode.Assessments ?? [];
    if (!assessment) return false;
    assessment.AssessmentFactors = ['18A'];
    return true;
  }),
  inEpisode('2991Q', (episode) => {
    if (!episode.Section47) return false;
    episode.Assessments = [];
    return true;
  }),
  inEpisode('8875', (episode) => {
    const [enquiry] = episode.Section47 ?? [];
    if (!enquiry?.DateOfInitialCPC) return false;
    enquiry.DateOfInitialCPC = '2024-09-07';
    return true;
  }),
  inEpisode('2885', (episode) => {
    const [plan] = episode.ChildProtectionPlans ?? [];
    if (!plan) return false;
    plan.CPPstartDate = daysFrom(plan.CPPstartDate, 1);
    return true;
  }),
  inEpisode('8730', (episode) => {
    const [plan] = episode.ChildProtectionPlans ?? [];
    if (!plan) return false;
    plan.NumberOfPreviousCPP = '-1';
    return true;
  }),
  inEpisode('8905', (episode) => {
    const [plan] = episode.ChildProtectionPlans ?? [];
    if (!plan) return false;
    plan.InitialCategoryOfAbuse = 'XXX';
    return true;
  }),
  inEpisode('8841', (episode) => {
    const [plan] = episode.ChildProtectionPlans ?? [];
    if (!plan) return false;
    plan.CPPreviewDate = [plan.CPPstartDate ?? ''];
    return true;
  }),
  inEpisode('4015', (episode) => {
    const [plan] = episode.CINPlanDates ?? [];
    if (!plan) return false;
    plan.CINPlanStartDate = daysFrom(episode.CINreferralDate, -1);
    return true;
  }),
  inEpisode('4014', (episode) => {
    const [plan] = episode.CINPlanDates ?? [];
    if (!plan) return false;
    episode.CINPlanDates?.push({ ...plan });
    return true;
  }),
];
