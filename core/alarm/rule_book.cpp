#include "core/alarm/rule_book.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QUuid>

#include <algorithm>

namespace watchglass::alarm {

namespace {

constexpr int fileVersion = 1;
constexpr qint64 largest = 64 << 20;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::alarm::RuleBook)
};

} // namespace

RuleBook::RuleBook(QString file)
    : m_file(std::move(file))
{}

void RuleBook::load()
{
    QFile file(m_file);
    if (m_file.isEmpty() || !file.exists())
        return;
    if (file.size() > largest || !file.open(QIODevice::ReadOnly)) {
        keepAside(file.errorString());
        return;
    }
    take(file.readAll());
}

void RuleBook::take(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(text, &error).object();
    if (error.error != QJsonParseError::NoError || !object.value(QLatin1String("rules")).isArray()) {
        keepAside(error.error == QJsonParseError::NoError ? Texts::tr("it has no list of rules") : error.errorString());
        return;
    }
    if (object.value(QLatin1String("version")).toInt() > fileVersion) {
        keepAside(Texts::tr("a newer version of the program wrote it"));
        return;
    }
    QString firstBad;
    for (const QJsonValue &value : object.value(QLatin1String("rules")).toArray()) {
        const Result<AlarmRule> rule = ruleFromJson(value.toObject());
        if (rule && !find(rule.value().id))
            m_rules.push_back(rule.value());
        else if (firstBad.isEmpty())
            firstBad = rule ? Texts::tr("Two rules have the same \"id\".") : rule.error().text;
    }
    if (!firstBad.isEmpty())
        keepAside(firstBad);
    ++m_revision;
}

/// A copy, so that what could be read stays in use while nothing of the rest is lost.
void RuleBook::keepAside(const QString &why)
{
    QString aside = m_file + QStringLiteral(".broken");
    for (int number = 2; QFile::exists(aside); ++number)
        aside = m_file + QStringLiteral(".broken-%1").arg(number);
    const bool isKept = QFile::copy(m_file, aside);
    m_problems.append(isKept
                          ? Texts::tr("Some alarm rules could not be read: %1 The file is kept as %2.").arg(why, aside)
                          : Texts::tr("Some alarm rules could not be read: %1").arg(why));
}

const AlarmRule *RuleBook::find(const QString &id) const
{
    const auto at = position(id);
    return at ? &m_rules[*at] : nullptr;
}

std::optional<std::size_t> RuleBook::position(const QString &id) const
{
    const auto found =
        std::find_if(m_rules.begin(), m_rules.end(), [&id](const AlarmRule &rule) { return rule.id == id; });
    if (found == m_rules.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - m_rules.begin());
}

QString RuleBook::put(AlarmRule rule)
{
    const auto at = position(rule.id);
    if (rule.id.isEmpty() || !at)
        return insert(m_rules.size(), std::move(rule));
    m_rules[*at] = rule;
    changed();
    return rule.id;
}

QString RuleBook::insert(std::size_t at, AlarmRule rule)
{
    if (rule.id.isEmpty())
        rule.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const QString id = rule.id;
    m_rules.insert(m_rules.begin() + static_cast<std::ptrdiff_t>(std::min(at, m_rules.size())), std::move(rule));
    changed();
    return id;
}

void RuleBook::remove(const QString &id)
{
    if (std::erase_if(m_rules, [&id](const AlarmRule &rule) { return rule.id == id; }) > 0)
        changed();
}

QByteArray RuleBook::text() const
{
    QJsonArray rules;
    for (const AlarmRule &rule : m_rules)
        rules.append(ruleToJson(rule));
    return QJsonDocument(QJsonObject{{QStringLiteral("version"), fileVersion}, {QStringLiteral("rules"), rules}})
        .toJson();
}

void RuleBook::changed()
{
    ++m_revision;
    if (m_file.isEmpty())
        return;
    QDir().mkpath(QFileInfo(m_file).absolutePath());
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly) || file.write(text()) < 0 || !file.commit())
        m_problems.append(Texts::tr("The alarm rules could not be written to %1: %2").arg(m_file, file.errorString()));
}

} // namespace watchglass::alarm
