import { describe, expect, it } from 'vitest';
import { imageSkuOf, leavesReleaseOpen, releaseOfImage } from '../../../src/core/azure/index.ts';

describe('the release inside the name of a node image', () => {
  it.each([
    ['AKSUbuntu-1604-2020.06.30', 'Ubuntu1604'],
    ['AKSUbuntu-1804gen2containerd-2022.11.02', 'Ubuntu1804'],
    ['AKSUbuntu-2204gen2fipscontainerd-202405.20.0', 'Ubuntu2204'],
    ['AKSUbuntu-2404gen2arm64containerd-202607.20.0', 'Ubuntu2404'],
    ['AKSCBLMariner-V2gen2-202305.15.0', 'AzureLinux2'],
    ['AKSAzureLinux-V3gen2-202606.08.1', 'AzureLinux3'],
    ['AKSWindows-2019-17763.2114.210811', 'Windows2019'],
    ['AKSWindows-2022-containerd-gen2-20348.4052.250716', 'Windows2022'],
    ['AKSWindows-23H2-gen2-25398.1.1', undefined],
    ['AzureLinuxContainerHost-2023.06.06', undefined],
    ['', undefined],
  ])('%s is %s', (image, release) => {
    expect(releaseOfImage(image)).toBe(release);
  });
});

describe('the SKU of an image', () => {
  it.each([
    ['Ubuntu', 'Ubuntu2204', 'Ubuntu2204'],
    ['ubuntu', 'Ubuntu2204', 'Ubuntu2204'],
    [undefined, 'Ubuntu2204', 'Ubuntu2204'],
    ['CBLMariner', 'AzureLinux3', 'AzureLinux3'],
    ['Ubuntu', undefined, 'Ubuntu'],
    // the SKU was changed after the image was read
    ['Ubuntu2404', 'Ubuntu2204', 'Ubuntu2404'],
    ['AzureLinux', 'Ubuntu2204', 'AzureLinux'],
  ])('%s on the image of %s is %s', (osSku, imageRelease, expected) => {
    expect(imageSkuOf({ osSku, imageRelease })).toBe(expected);
  });

  it('is open where it names a family and no release', () => {
    expect(['Ubuntu', 'Windows', 'AzureLinux', '', undefined].every(leavesReleaseOpen)).toBe(true);
    expect(['Ubuntu2404', 'Windows2022', 'Flatcar'].some(leavesReleaseOpen)).toBe(false);
  });
});
