#pragma once

#include "core/settings/setting_rules.h"

#include <QHash>
#include <QObject>

class QSettings;

namespace watchglass::settings {

/// The settings as they stand, and their file. A value that does not fit is left in the file as it is and the standard
/// used; unknown ones stay as well. A file that cannot be read whole is copied before it is ever written to.
/// Thread: one. Requires: the file outlives it.
class SettingsBook : public QObject
{
    Q_OBJECT

public:
    explicit SettingsBook(QSettings &file, QObject *parent = nullptr);

    const Settings &settings() const { return m_settings; }
    /// As the setting's type; invalid for a key that is none.
    QVariant value(const QString &key) const;
    /// Kept in the file at once. False when the value does not fit, or the key is none.
    bool setValue(const QString &key, const QVariant &value);
    /// Back to the standard, also when that changes with a later version.
    void reset(const QString &key);
    bool isStandard(const QString &key) const;

    /// What the command line says: goes before the file's for this session, until somebody chooses anew.
    void setForSession(const QString &key, const QVariant &value);
    bool isForSession(const QString &key) const { return m_forSession.contains(key); }

    /// What is wrong with the file, for people; each thing once.
    const QStringList &complaints() const { return m_complaints; }

Q_SIGNALS:
    void changed(const QString &key);

private:
    void keepBrokenFile();
    void load();
    void take(const SettingRule &rule, const QVariant &value);

    QSettings &m_file;
    Settings m_settings;
    QHash<QString, QVariant> m_forSession;
    QStringList m_complaints;
};

} // namespace watchglass::settings
