/** Netwright's own glyphs in a 24 by 24 box, drawn as lines (no fill, round caps and joins, `ICON_STROKE_WIDTH` wide) in one colour. */
export const ICONS = {
  network: 'M6 4h12a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3zM3 9h18',
  subnet: 'M6 7h12a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2z',
  cluster: 'm12 3 8 4.5v9L12 21l-8-4.5v-9zM12 12l8-4.5M12 12v9M12 12 4 7.5',
  site: 'M4 21V7l8-4 8 4v14M9 21v-5h6v5M9 10h.01M15 10h.01',
  vpn: 'M7 11V8a5 5 0 0 1 10 0v3M6 11h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1zM12 15v2.5',
  expressRoute: 'M12 3v18M5 8l7-5 7 5M5 16l7 5 7-5',
  routeServer: 'M12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM12 9V3M12 21v-6M9 12H3M21 12h-6M10 5l2-2 2 2M10 19l2 2 2-2',
  firewall: 'M12 3 4 6v6c0 5 4 8 8 9 4-1 8-4 8-9V6z',
  block:
    'M5 5h2M11 5h2M17 5h2a2 2 0 0 1 2 2v1M21 12v1M21 17a2 2 0 0 1-2 2h-1M14 19h-2M8 19H5a2 2 0 0 1-2-2v-1M3 12v-1M3 8V7a2 2 0 0 1 2-2',
  note: 'M5 4h14v11l-5 5H5zM14 20v-5h5',
  routeTable: 'M4 12h5l4-6h7M9 12l4 6h7M17 3l3 3-3 3M17 15l3 3-3 3',
  securityGroup: 'M4 5h16l-6 7.5V20l-4-2.5v-5z',
  natGateway: 'M14 4h6v6M20 4l-9 9M19 14v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2h4',
  applicationGateway: 'm12 3 9 9-9 9-9-9zM8.5 12h7M13 9.500l2.5 2.5-2.5 2.5',
  dnsEndpoint: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM3 12h18M12 3c3.5 4.5 3.5 13.5 0 18M12 3c-3.5 4.5-3.5 13.5 0 18',
  delegation: 'M4 5a1 1 0 0 1 1-1h6.5l8.5 8.5-7.5 7.5L4 11.5zM8.2 8.2h.01',
  privateEndpoint: 'M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4',
  error: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7.5v5M12 16.3v.1',
  warning: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.3v.1',
  info: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 11v5.5M12 7.6v.1',
} as const satisfies Record<string, string>;

export type IconName = keyof typeof ICONS;

/** Width of an icon's lines in its 24 by 24 box. */
export const ICON_STROKE_WIDTH = 1.9;
