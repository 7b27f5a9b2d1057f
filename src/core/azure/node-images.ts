/** What is known of the image of a node pool. */
interface PoolImage {
  readonly osSku?: string;
  readonly imageRelease?: string;
}

/** OS SKUs that leave the release to AKS, with the family of their images. @source AKS docs, upgrade-os-version.md, 2026 */
const FAMILY_OF_SKU: ReadonlyMap<string, string> = new Map([
  ['ubuntu', 'Ubuntu'],
  ['azurelinux', 'AzureLinux'],
  ['cblmariner', 'AzureLinux'],
  ['mariner', 'AzureLinux'],
  ['windows', 'Windows'],
]);

/** Names of node images, as `nodeImageVersion` prints them. @source node image releases of github.com/Azure/AgentBaker, 2026 */
const IMAGE_NAMES: readonly (readonly [name: RegExp, family: string])[] = [
  [/^AKSUbuntu-(\d{4})/i, 'Ubuntu'],
  [/^AKS(?:CBLMariner|AzureLinux)-V(\d)/i, 'AzureLinux'],
  [/^AKSWindows-(20\d{2})/i, 'Windows'],
];

/** Whether an OS SKU leaves the release open: `Ubuntu`, `Windows`, or none at all. */
export function leavesReleaseOpen(osSku: string | undefined): boolean {
  return osSku === undefined || osSku === '' || FAMILY_OF_SKU.has(osSku.toLowerCase());
}

/**
 * The release inside the name of a node image, written as the OS SKU that names it; undefined for a name that is not known.
 * @example releaseOfImage('AKSUbuntu-2204gen2containerd-202405.20.0') // 'Ubuntu2204'
 * @example releaseOfImage('AKSCBLMariner-V2gen2-202405.20.0') // 'AzureLinux2'
 * @example releaseOfImage('AKSWindows-2025-gen2-26100.6905.251027') // 'Windows2025'
 */
export function releaseOfImage(image: string): string | undefined {
  for (const [name, family] of IMAGE_NAMES) {
    const release = name.exec(image)?.[1];
    if (release !== undefined) return `${family}${release}`;
  }
  return undefined;
}

/**
 * The OS SKU with its release where anything tells it: the SKU itself, else the image the nodes run. The SKU as it is when nothing does,
 * or when the image is of another family: then the SKU was changed since.
 * @example imageSkuOf({ osSku: 'Ubuntu', imageRelease: 'Ubuntu2204' }) // 'Ubuntu2204'
 */
export function imageSkuOf({ osSku, imageRelease }: PoolImage): string | undefined {
  if (imageRelease === undefined || !leavesReleaseOpen(osSku)) return osSku;
  return imageRelease.startsWith(FAMILY_OF_SKU.get(osSku?.toLowerCase() ?? '') ?? '') ? imageRelease : osSku;
}
