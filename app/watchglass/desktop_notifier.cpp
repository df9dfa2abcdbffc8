#include "app/watchglass/desktop_notifier.h"

#include <QGuiApplication>

#ifdef WATCHGLASS_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#else
#include <QIcon>
#include <QSystemTrayIcon>
#endif

namespace watchglass::app {

void DesktopNotifier::notify(AlarmPriority priority, const QString &title, const QString &text)
{
    const bool isWorking = QGuiApplication::applicationState() == Qt::ApplicationActive;
    if (isWorking || QGuiApplication::platformName() == QLatin1String("offscreen"))
        return;
    send(priority, title, text);
}

#ifdef WATCHGLASS_DBUS

/// As the Desktop Notifications Specification 1.2 says.
void DesktopNotifier::send(AlarmPriority priority, const QString &title, const QString &text)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        m_problem = tr("no desktop to notify");
        return;
    }
    constexpr uchar normal = 1;
    constexpr uchar urgent = 2;
    const QVariantMap hints{
        {QStringLiteral("urgency"), QVariant::fromValue(priority == AlarmPriority::Critical ? urgent : normal)}};
    QDBusMessage message = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("/org/freedesktop/Notifications"),
        QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("Notify"));
    message.setArguments({QStringLiteral("Watchglass"), m_last, QStringLiteral("dialog-warning"), title,
                          text.toHtmlEscaped(), QStringList(), hints, -1});
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<uint> reply = *watcher;
        m_problem = reply.isError() ? tr("the desktop shows no notifications") : QString();
        m_last = reply.isError() ? 0 : reply.value();
        watcher->deleteLater();
    });
}

#else

void DesktopNotifier::send(AlarmPriority priority, const QString &title, const QString &text)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable()) {
        m_problem = tr("the desktop shows no notifications");
        return;
    }
    if (!m_tray) {
        m_tray = new QSystemTrayIcon(QIcon(QStringLiteral(":/watchglass.svg")), this);
        m_tray->show();
    }
    m_problem.clear();
    m_tray->showMessage(title, text,
                        priority == AlarmPriority::Critical ? QSystemTrayIcon::Critical : QSystemTrayIcon::Warning);
}

#endif

} // namespace watchglass::app
