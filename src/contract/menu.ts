import { z } from 'zod';

export const commandDescriptorSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/),
  label: z.string().min(1).max(120),
  /** In Electron's spelling: "CmdOrCtrl+Shift+S". Shown in the menu; the renderer listens for the key. */
  accelerator: z.string().max(60).optional(),
  enabled: z.boolean(),
  /** Present for commands that are switched on and off. */
  checked: z.boolean().optional(),
});
/** What a menu needs to know of a command; the renderer's command registry is where it comes from. */
export type CommandDescriptor = z.output<typeof commandDescriptorSchema>;

export const describeCommandsSchema = z.strictObject({ commands: z.array(commandDescriptorSchema).max(500) });
export type DescribeCommandsRequest = z.output<typeof describeCommandsSchema>;

/** What the operating system does better than a command: text editing in fields, windows, leaving. */
export type MenuRole = 'cut' | 'copy' | 'paste' | 'togglefullscreen' | 'quit';

export type MenuEntry =
  | { readonly type: 'command'; readonly id: string }
  | { readonly type: 'role'; readonly role: MenuRole }
  | { readonly type: 'separator' }
  /** The list of plans opened last. */
  | { readonly type: 'recent'; readonly label: string }
  | { readonly type: 'submenu'; readonly label: string; readonly entries: readonly MenuEntry[] };

export interface MenuSection {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

const separator: MenuEntry = { type: 'separator' };
const commands = (...ids: string[]): MenuEntry[] => ids.map((id) => ({ type: 'command', id }));
const roles = (...names: MenuRole[]): MenuEntry[] => names.map((role) => ({ type: 'role', role }));

/**
 * Which command stands where. A command the renderer has not described is left out, and so is a menu that ends up empty.
 * Cut, copy and paste are roles: they act on text fields natively and reach the canvas as clipboard events.
 */
export const menuStructure: readonly MenuSection[] = [
  {
    label: 'File',
    entries: [
      ...commands('file.new', 'file.open'),
      { type: 'recent', label: 'Open Recent' },
      ...commands('file.examples', 'file.import'),
      separator,
      ...commands('file.save', 'file.save-as', 'file.revert', 'file.reveal'),
      separator,
      ...commands('file.export', 'file.copy-png'),
      separator,
      ...roles('quit'),
    ],
  },
  {
    label: 'Edit',
    entries: [
      ...commands('edit.undo', 'edit.redo'),
      separator,
      ...roles('cut', 'copy', 'paste'),
      ...commands('edit.duplicate', 'edit.delete'),
      separator,
      ...commands('edit.select-all', 'edit.select-none'),
      separator,
      ...commands('edit.find', 'edit.rename', 'edit.quick-fix', 'edit.size-cluster'),
    ],
  },
  {
    label: 'Insert',
    entries: [
      ...commands('insert.virtual-network', 'insert.subnet', 'insert.cluster', 'insert.node-pool'),
      separator,
      ...commands('insert.site', 'insert.vpn-gateway', 'insert.expressroute-gateway', 'insert.firewall'),
      separator,
      ...commands('insert.peering', 'insert.address-block', 'insert.reservation', 'insert.note'),
    ],
  },
  {
    label: 'Arrange',
    entries: [
      ...commands('arrange.align-left', 'arrange.align-center', 'arrange.align-right'),
      separator,
      ...commands('arrange.align-top', 'arrange.align-middle', 'arrange.align-bottom'),
      separator,
      ...commands('arrange.distribute-horizontally', 'arrange.distribute-vertically'),
      separator,
      ...commands('arrange.tidy'),
    ],
  },
  {
    label: 'View',
    entries: [
      ...commands('view.zoom-in', 'view.zoom-out', 'view.zoom-100', 'view.fit', 'view.fit-selection'),
      separator,
      ...commands('view.next-finding', 'view.previous-finding'),
      separator,
      ...commands(
        'view.compare',
        'view.what-if',
        'view.reach',
        'view.reach-matrix',
        'view.advisor',
        'view.compare-models',
      ),
      separator,
      ...commands('view.palette', 'view.inspector', 'view.findings', 'view.outline', 'view.minimap', 'view.grid'),
      separator,
      {
        type: 'submenu',
        label: 'Theme',
        entries: commands('view.theme-system', 'view.theme-light', 'view.theme-dark'),
      },
      ...roles('togglefullscreen'),
    ],
  },
  {
    label: 'Help',
    entries: [...commands('help.commands', 'help.keys', 'help.rules'), separator, ...commands('help.about')],
  },
];
