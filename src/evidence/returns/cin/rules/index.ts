import { inherit, inOrder, type RuleSet } from '../rule.ts';
import { rule100 } from './100.ts';
import { rule1103 } from './1103.ts';
import { rule1104 } from './1104.ts';
import { rule1105 } from './1105.ts';
import { rule1510 } from './1510.ts';
import { rule1520 } from './1520.ts';
import { rule1530, rule1530Since2023 } from './1530.ts';
import { rule1540 } from './1540.ts';
import { rule1550 } from './1550.ts';
import { rule1560Q } from './1560Q.ts';
import { rule1570 } from './1570.ts';
import { rule1580 } from './1580.ts';
import { rule2883 } from './2883.ts';
import { rule2884 } from './2884.ts';
import { rule2885 } from './2885.ts';
import { rule2886Q, rule2886QSince2024 } from './2886Q.ts';
import { rule2887Q } from './2887Q.ts';
import { rule2888Q } from './2888Q.ts';
import { rule2889 } from './2889.ts';
import { rule2990 } from './2990.ts';
import { rule2991Q } from './2991Q.ts';
import { rule4000 } from './4000.ts';
import { rule4001 } from './4001.ts';
import { rule4003 } from './4003.ts';
import { rule4004 } from './4004.ts';
import { rule4008 } from './4008.ts';
import { rule4009Q } from './4009Q.ts';
import { rule4010 } from './4010.ts';
import { rule4011 } from './4011.ts';
import { rule4012Q } from './4012Q.ts';
import { rule4013 } from './4013.ts';
import { rule4014 } from './4014.ts';
import { rule4015 } from './4015.ts';
import { rule4016 } from './4016.ts';
import { rule4017 } from './4017.ts';
import { rule4180, rule4180Since2024 } from './4180.ts';
import { rule4220 } from './4220.ts';
import { rule8500 } from './8500.ts';
import { rule8510 } from './8510.ts';
import { rule8520 } from './8520.ts';
import { rule8525Q } from './8525Q.ts';
import { rule8530Q } from './8530Q.ts';
import { rule8535Q } from './8535Q.ts';
import { rule8540 } from './8540.ts';
import { rule8545Q } from './8545Q.ts';
import { rule8555Q } from './8555Q.ts';
import { rule8565 } from './8565.ts';
import { rule8568 } from './8568.ts';
import { rule8569Q } from './8569Q.ts';
import { rule8585Q } from './8585Q.ts';
import { rule8590 } from './8590.ts';
import { rule8600 } from './8600.ts';
import { rule8606 } from './8606.ts';
import { rule8608 } from './8608.ts';
import { rule8610 } from './8610.ts';
import { rule8614 } from './8614.ts';
import { rule8615 } from './8615.ts';
import { rule8620 } from './8620.ts';
import { rule8630 } from './8630.ts';
import { rule8640 } from './8640.ts';
import { rule8650 } from './8650.ts';
import { rule8670Q } from './8670Q.ts';
import { rule8675Q } from './8675Q.ts';
import { rule8696 } from './8696.ts';
import { rule8715 } from './8715.ts';
import { rule8720 } from './8720.ts';
import { rule8730 } from './8730.ts';
import { rule8736 } from './8736.ts';
import { rule8740 } from './8740.ts';
import { rule8750, rule8750Since2024 } from './8750.ts';
import { rule8770Q, rule8770QSince2024 } from './8770Q.ts';
import { rule8772 } from './8772.ts';
import { rule8775Q } from './8775Q.ts';
import { rule8790 } from './8790.ts';
import { rule8794 } from './8794.ts';
import { rule8805 } from './8805.ts';
import { rule8810 } from './8810.ts';
import { rule8815 } from './8815.ts';
import { rule8816 } from './8816.ts';
import { rule8820 } from './8820.ts';
import { rule8825Q } from './8825Q.ts';
import { rule8831 } from './8831.ts';
import { rule8832 } from './8832.ts';
import { rule8839 } from './8839.ts';
import { rule8840 } from './8840.ts';
import { rule8841 } from './8841.ts';
import { rule8842Q } from './8842Q.ts';
import { rule8863Q } from './8863Q.ts';
import { rule8866 } from './8866.ts';
import { rule8867 } from './8867.ts';
import { rule8868 } from './8868.ts';
import { rule8869 } from './8869.ts';
import { rule8870Q } from './8870Q.ts';
import { rule8873Q } from './8873Q.ts';
import { rule8875 } from './8875.ts';
import { rule8890 } from './8890.ts';
import { rule8896 } from './8896.ts';
import { rule8897Q } from './8897Q.ts';
import { rule8898 } from './8898.ts';
import { rule8905 } from './8905.ts';
import { rule8910 } from './8910.ts';
import { rule8915 } from './8915.ts';
import { rule8920 } from './8920.ts';
import { rule8925 } from './8925.ts';
import { rule8930 } from './8930.ts';
import { rule8935 } from './8935.ts';
import { rule8940 } from './8940.ts';
import { rule8945Q } from './8945Q.ts';
import { rule8950Q } from './8950Q.ts';

/** The rules of the collection of 2023, from which those of later years inherit. */
const of2022: RuleSet = {
  name: '2022/23',
  year: 2023,
  rules: inOrder([
    rule100,
    rule1103,
    rule1104,
    rule1105,
    rule1510,
    rule1520,
    rule1530,
    rule1540,
    rule1550,
    rule1560Q,
    rule2883,
    rule2884,
    rule2885,
    rule2886Q,
    rule2887Q,
    rule2888Q,
    rule2889,
    rule2990,
    rule2991Q,
    rule4000,
    rule4001,
    rule4003,
    rule4004,
    rule4008,
    rule4009Q,
    rule4010,
    rule4011,
    rule4012Q,
    rule4013,
    rule4014,
    rule4015,
    rule4016,
    rule4017,
    rule4180,
    rule4220,
    rule8500,
    rule8510,
    rule8520,
    rule8525Q,
    rule8530Q,
    rule8535Q,
    rule8540,
    rule8545Q,
    rule8555Q,
    rule8565,
    rule8568,
    rule8569Q,
    rule8585Q,
    rule8590,
    rule8600,
    rule8606,
    rule8608,
    rule8610,
    rule8614,
    rule8615,
    rule8620,
    rule8630,
    rule8640,
    rule8650,
    rule8670Q,
    rule8675Q,
    rule8696,
    rule8715,
    rule8720,
    rule8730,
    rule8736,
    rule8740,
    rule8750,
    rule8770Q,
    rule8772,
    rule8775Q,
    rule8790,
    rule8794,
    rule8805,
    rule8810,
    rule8815,
    rule8816,
    rule8820,
    rule8825Q,
    rule8831,
    rule8832,
    rule8839,
    rule8840,
    rule8841,
    rule8842Q,
    rule8863Q,
    rule8866,
    rule8867,
    rule8868,
    rule8869,
    rule8870Q,
    rule8873Q,
    rule8875,
    rule8890,
    rule8896,
    rule8897Q,
    rule8898,
    rule8905,
    rule8910,
    rule8915,
    rule8920,
    rule8925,
    rule8930,
    rule8935,
    rule8940,
  ]),
};

// Two new authorities came into being on 1 April 2023.
const of2023 = inherit(of2022, '2023/24', [rule1530Since2023]);

// Sex in place of gender; the shape of the child's id; age by the school year; the unsplit factors of abuse given up.
const of2024 = inherit(of2023, '2024/25', [
  rule1570,
  rule1580,
  rule2886QSince2024,
  rule4180Since2024,
  rule8750Since2024,
  rule8770QSince2024,
  rule8945Q,
  rule8950Q,
]);

const of2025 = inherit(of2024, '2025/26');

/** The rules of every year that Kith knows, oldest first. Source: the collection’s published rules as an open validator carries them. */
export const CIN_RULE_SETS: readonly RuleSet[] = [of2022, of2023, of2024, of2025];
