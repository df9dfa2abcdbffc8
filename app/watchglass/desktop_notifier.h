#pragma once

#include "app/watchglass/alarm_outputs.h"

#include <QObject>

class QSystemTrayIcon;

namespace watchglass::app {

/// Notifications of the desktop: by D-Bus where the program was built with it (org.freedesktop.Notifications), else
/// from an icon in the tray. A new one replaces the one before. Nothing is told while the operator works with the
/// program, who sees the alarms there.
class DesktopNotifier final : public QObject, public AlarmNotifier
{
    Q_OBJECT

public:
    void notify(AlarmPriority priority, const QString &title, const QString &text) override;
    QString problem() const override { return m_problem; }

private:
    void send(AlarmPriority priority, const QString &title, const QString &text);

    QString m_problem;
    uint m_last = 0; ///< The service's number of the newest.
    QSystemTrayIcon *m_tray = nullptr;
};

} // namespace watchglass::app
