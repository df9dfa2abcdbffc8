#include "app/watchglass/portal_look.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QPalette>

namespace watchglass::app {

namespace {

const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
const QString portal = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString scheme = QStringLiteral("color-scheme");
const QString contrast = QStringLiteral("contrast");

/// Older portals wrap the value twice.
QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>() && value.metaType() == QMetaType::fromType<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

PortalLook::PortalLook(QObject *parent)
    : SystemLook(parent)
    , m_isPaletteDark(QGuiApplication::palette().color(QPalette::Window).lightness() < 128)
{}

SystemLook::Look PortalLook::look() const
{
    if (m_contrast == 1)
        return Look::HighContrast;
    if (m_scheme == 0)
        return m_isPaletteDark ? Look::Dark : Look::Light;
    return m_scheme == 1 ? Look::Dark : Look::Light;
}

void PortalLook::follow()
{
    if (m_isFollowing || !QDBusConnection::sessionBus().isConnected())
        return;
    m_isFollowing = true;
    QDBusConnection::sessionBus().connect(service, path, portal, QStringLiteral("SettingChanged"), this,
                                          SLOT(settingChanged(QString, QString, QDBusVariant)));
    ask(scheme);
    ask(contrast);
}

void PortalLook::take(const QString &name, const QVariant &value)
{
    bool isNumber = false;
    const uint number = unwrapped(value).toUInt(&isNumber);
    const Look before = look();
    if (isNumber && name == scheme && number <= 2)
        m_scheme = number;
    else if (isNumber && name == contrast && number <= 1)
        m_contrast = number;
    if (look() != before)
        Q_EMIT changed();
}

void PortalLook::settingChanged(const QString &group, const QString &name, const QDBusVariant &value)
{
    if (group == appearance)
        take(name, value.variant());
}

void PortalLook::ask(const QString &name)
{
    QDBusMessage question = QDBusMessage::createMethodCall(service, path, portal, QStringLiteral("Read"));
    question << appearance << name;
    auto *answer = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, name, answer] {
        const QDBusPendingReply<QDBusVariant> reply = *answer;
        if (reply.isValid())
            take(name, reply.value().variant());
        answer->deleteLater();
    });
}

} // namespace watchglass::app
