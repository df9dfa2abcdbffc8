#pragma once

#include "app/watchglass/system_look.h"

#include <QVariant>

class QDBusVariant;

namespace watchglass::app {

/// The desktop's look as its settings portal tells it (org.freedesktop.portal.Settings, names under
/// org.freedesktop.appearance:
/// https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html), which is asked without
/// waiting. Until it answers, and where there is none, what the palette says that programs start with. Requires: made
/// before the program sets a palette of its own. Thread: GUI.
class PortalLook : public SystemLook
{
    Q_OBJECT

public:
    explicit PortalLook(QObject *parent = nullptr);

    Look look() const override;
    void follow() override;

    /// What the portal says of one name; values that are none of its are left out.
    void take(const QString &name, const QVariant &value);

private Q_SLOTS:
    void settingChanged(const QString &group, const QString &name, const QDBusVariant &value);

private:
    void ask(const QString &name);

    const bool m_isPaletteDark;
    bool m_isFollowing = false;
    uint m_scheme = 0;   ///< 0: no wish, 1: dark, 2: light.
    uint m_contrast = 0; ///< 1: high.
};

} // namespace watchglass::app
