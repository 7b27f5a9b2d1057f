import { describe, expect, it } from 'vitest';
import { parseVmSize } from '../../../src/core/azure/index.ts';

describe('the name of a VM size', () => {
  it.each([
    ['Standard_D4s_v5', 'D', 4, 5],
    ['Standard_D2as_v4', 'D', 2, 4],
    ['standard_d8ds_v5', 'D', 8, 5],
    ['Standard_DC2as_v5', 'DC', 2, 5],
    ['Standard_DC4s_v2', 'DC', 4, 2],
    ['Standard_E8-2s_v5', 'E', 2, 5],
    ['Standard_F16s_v2', 'F', 16, 2],
    ['Standard_NC24ads_A100_v4', 'NC', 24, 4],
    ['Standard_NV36ads_A10_v5', 'NV', 36, 5],
    ['Standard_B4ms', 'B', 4, 1],
    ['Standard_L8s_v3', 'L', 8, 3],
    ['Standard_A4m_v2', 'A', 4, 2],
    // older families number their sizes otherwise
    ['Standard_DS2_v2', 'DS', 2, 2],
    ['Standard_DS3_v2', 'DS', 4, 2],
    ['Standard_D4_v2', 'D', 8, 2],
    ['Standard_D4_v3', 'D', 4, 3],
    ['Standard_D12', 'D', 4, 1],
    ['Standard_DS14_v2', 'DS', 16, 2],
    ['Standard_A3', 'A', 4, 1],
    ['Standard_GS5', 'GS', 32, 1],
  ])('%s tells family %s, %i vCPUs and version %i', (name, family, vCpus, version) => {
    expect(parseVmSize(name)).toMatchObject({ family, vCpus, version });
  });

  it.each([
    ['Standard_B1ms', 2],
    ['Standard_B2ts_v2', 1],
    ['Standard_DS1_v2', 3.5],
    ['Standard_F1s', 2],
    ['Standard_D4s_v5', undefined],
  ])('%s has %s GB, where that is little', (name, memory) => {
    expect(parseVmSize(name)?.memory).toBe(memory);
  });

  it.each(['', 'D4s_v5', 'Standard_', 'Standard_X4s_v1', 'Standard_Dv5', 'Standard_M416s_8_v2', 'Standard_DS6_v2'])(
    '"%s" tells nothing',
    (name) => {
      expect(parseVmSize(name)).toBeUndefined();
    },
  );

  it('knows the sizes that work on credit', () => {
    expect(['Standard_B2s', 'Standard_B4as_v2', 'Standard_D2s_v5'].map((name) => parseVmSize(name)?.burstable)).toEqual(
      [true, true, false],
    );
  });
});
