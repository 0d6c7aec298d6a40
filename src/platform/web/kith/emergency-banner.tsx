import type { VNode } from 'preact';
import { londonClock, timeInWords } from '../../clocks/index.ts';
import { WarningText } from '../govuk/index.ts';

/** Stands above a record that its reader opened in an emergency: until when, and what follows. */
export function EmergencyBanner({ until }: { until: Date }): VNode {
  return (
    <WarningText>
      You opened this in an emergency. It is open to you until {timeInWords(londonClock(until).time)}. Its owner has
      been told, and somebody else judges whether it was right.
    </WarningText>
  );
}
