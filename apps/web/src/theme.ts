import type { ThemeConfig } from 'antd';

/** The same colours as `@daohu/ui/styles.css`, for antd's controls. Placeholders are dark enough to read (AA). */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#17568a',
    colorLink: '#17568a',
    colorText: '#1b2530',
    colorTextSecondary: '#4b5866',
    colorTextPlaceholder: '#66727e',
    colorTextDisabled: '#66727e',
    colorBorder: '#98a5b1',
    colorSuccess: '#1c6a3c',
    colorError: '#a32c23',
    colorWarning: '#7a4f00',
    borderRadius: 3,
    fontSize: 14,
    fontFamily:
      '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", system-ui, sans-serif',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
};
