#include "core/settings/settings_book.h"

#include <QFile>
#include <QSettings>

namespace watchglass::settings {

namespace {

constexpr int mostCopies = 9;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Whether a line of the file is none of an INI file. QSettings::status() tells it only to the first that opens the
/// file: the others get what is kept of it.
bool isDamaged(const QString &path)
{
    for (const QByteArray &line : contentOf(path).split('\n')) {
        const QByteArray text = line.trimmed();
        if (text.isEmpty() || text.startsWith(';') || text.startsWith('#'))
            continue;
        if (text.startsWith('[') ? !text.endsWith(']') : !text.contains('='))
            return true;
    }
    return false;
}

/// A list where one text belongs is shown as what the file holds.
QString shown(const QVariant &value)
{
    return value.toStringList().join(QStringLiteral(", ")).left(40);
}

} // namespace

SettingsBook::SettingsBook(QSettings &file, QObject *parent)
    : QObject(parent)
    , m_file(file)
{
    keepBrokenFile();
    load();
}

QVariant SettingsBook::value(const QString &key) const
{
    const SettingRule *rule = settingRule(key);
    return rule ? rule->get(m_settings) : QVariant();
}

bool SettingsBook::setValue(const QString &key, const QVariant &value)
{
    const SettingRule *rule = settingRule(key);
    const auto good = rule ? fitting(*rule, value) : std::nullopt;
    if (!good)
        return false;
    m_forSession.remove(key);
    m_file.setValue(key, *good);
    take(*rule, *good);
    return true;
}

void SettingsBook::reset(const QString &key)
{
    const SettingRule *rule = settingRule(key);
    if (!rule)
        return;
    m_forSession.remove(key);
    m_file.remove(key);
    take(*rule, rule->standard);
}

bool SettingsBook::isStandard(const QString &key) const
{
    const SettingRule *rule = settingRule(key);
    return rule && rule->get(m_settings) == rule->standard;
}

void SettingsBook::setForSession(const QString &key, const QVariant &value)
{
    const SettingRule *rule = settingRule(key);
    const auto good = rule ? fitting(*rule, value) : std::nullopt;
    if (!good)
        return;
    m_forSession.insert(key, *good);
    take(*rule, *good);
}

/// What the file's format does not allow would be gone when the file is written next.
void SettingsBook::keepBrokenFile()
{
    if (!isDamaged(m_file.fileName()))
        return;
    for (int number = 1; number <= mostCopies; ++number) {
        const QString copy = QStringLiteral("%1.broken-%2").arg(m_file.fileName()).arg(number);
        const bool isKept = QFile::copy(m_file.fileName(), copy) || contentOf(copy) == contentOf(m_file.fileName());
        if (!isKept)
            continue;
        m_complaints << tr("The settings file %1 is damaged. What could be read of it is used, and the file as it was "
                           "is kept as %2.")
                            .arg(m_file.fileName(), copy);
        return;
    }
    m_complaints << tr("The settings file %1 is damaged, and there are %2 copies of it already. What could be read of "
                       "it is used.")
                        .arg(m_file.fileName())
                        .arg(mostCopies);
}

void SettingsBook::load()
{
    for (const SettingRule &rule : settingRules()) {
        if (!m_file.contains(rule.key))
            continue;
        const QVariant value = m_file.value(rule.key);
        if (const auto good = fitting(rule, value))
            rule.set(m_settings, *good);
        else
            m_complaints << tr("The setting %1 cannot be \"%2\"; %3 is used. Choose it anew in the settings.")
                                .arg(rule.key, shown(value), rule.standard.toString());
    }
}

void SettingsBook::take(const SettingRule &rule, const QVariant &value)
{
    if (rule.get(m_settings) == value)
        return;
    rule.set(m_settings, value);
    Q_EMIT changed(rule.key);
}

} // namespace watchglass::settings
