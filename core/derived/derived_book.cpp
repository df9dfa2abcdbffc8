#include "core/derived/derived_book.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>

namespace watchglass::derived {
namespace {

constexpr int instantsAtOnce = 256;
constexpr QLatin1String versionKey("version");
constexpr QLatin1String seriesKey("derived");
constexpr QLatin1String nameKey("name");
constexpr QLatin1String unitKey("unit");
constexpr QLatin1String formulaKey("formula");
constexpr QLatin1String inputsKey("inputs");
constexpr int version = 1;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::derived::DerivedBook)
};

QJsonArray keyToJson(const SeriesKey &key)
{
    return {key.source, key.device, key.attribute, key.component};
}

SeriesKey keyFromJson(const QJsonArray &parts)
{
    return {parts.at(0).toString(), parts.at(1).toString(), parts.at(2).toString(), parts.at(3).toString()};
}

QJsonObject toObject(const Definition &definition)
{
    QJsonObject inputs;
    for (auto it = definition.inputs.begin(); it != definition.inputs.end(); ++it)
        inputs.insert(it.key(), keyToJson(it.value()));
    return {
        {nameKey, definition.name}, {unitKey, definition.unit}, {formulaKey, definition.formula}, {inputsKey, inputs}};
}

Definition fromObject(const QJsonObject &object)
{
    Definition definition{
        object.value(nameKey).toString(), object.value(unitKey).toString(), object.value(formulaKey).toString(), {}};
    const QJsonObject inputs = object.value(inputsKey).toObject();
    for (auto it = inputs.begin(); it != inputs.end(); ++it)
        definition.inputs.insert(it.key(), keyFromJson(it.value().toArray()));
    return definition;
}

} // namespace

DerivedBook::DerivedBook(store::SeriesStore &store)
    : m_store(store)
{}

std::vector<Definition> DerivedBook::definitions() const
{
    std::vector<Definition> all;
    for (const auto &series : m_series)
        all.push_back(series->definition());
    return all;
}

bool DerivedBook::contains(const QString &name) const
{
    return std::any_of(m_series.begin(), m_series.end(),
                       [&](const auto &series) { return series->definition().name == name; });
}

Result<void> DerivedBook::check(const Definition &definition) const
{
    if (definition.name.trimmed().isEmpty())
        return Error{ErrorCode::Missing, Texts::tr("Give the new series a name.")};
    if (contains(definition.name))
        return Error{ErrorCode::Refused,
                     Texts::tr("There is a derived series called %1 already.").arg(definition.name)};
    const auto parsed = parseExpression(definition.formula);
    if (const auto *error = std::get_if<ExpressionError>(&parsed))
        return Error{ErrorCode::Malformed, error->text};
    for (const QString &input : std::get<Expression>(parsed).inputs) {
        const SeriesKey key = definition.inputs.value(input);
        if (key.source.isEmpty())
            return Error{ErrorCode::Missing, Texts::tr("There is no series %1.").arg(input)};
        if (key == derivedKey(definition.name))
            return Error{ErrorCode::Refused, Texts::tr("A series cannot be worked out of itself.")};
    }
    return {};
}

Result<void> DerivedBook::add(const Definition &definition)
{
    if (auto checked = check(definition); !checked)
        return checked;
    m_series.push_back(std::make_unique<DerivedSeries>(definition, m_store));
    return {};
}

bool DerivedBook::remove(const QString &name)
{
    if (!contains(name))
        return false;
    const std::vector<Definition> all = definitions();
    m_series.clear();
    m_store.removeSource(derivedKey({}).source);
    for (const Definition &definition : all) {
        if (definition.name != name)
            m_series.push_back(std::make_unique<DerivedSeries>(definition, m_store));
    }
    return true;
}

QList<SeriesKey> DerivedBook::inputs() const
{
    QList<SeriesKey> keys;
    for (const auto &series : m_series) {
        for (const SeriesKey &key : series->definition().inputs) {
            if (!keys.contains(key))
                keys.append(key);
        }
    }
    return keys;
}

bool DerivedBook::advance(Duration budget)
{
    const auto end = std::chrono::steady_clock::now() + budget;
    bool isMore = true;
    while (isMore && std::chrono::steady_clock::now() < end) {
        isMore = false;
        for (const auto &series : m_series)
            isMore = series->advance(instantsAtOnce) == instantsAtOnce || isMore;
    }
    return isMore;
}

QByteArray DerivedBook::toJson() const
{
    QJsonArray list;
    for (const auto &series : m_series)
        list.append(toObject(series->definition()));
    return QJsonDocument(QJsonObject{{versionKey, version}, {seriesKey, list}}).toJson();
}

Result<void> DerivedBook::load(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return Error{ErrorCode::Malformed,
                     Texts::tr("The derived series cannot be read: %1.").arg(error.errorString())};
    QStringList problems;
    for (const QJsonValue &value : document.object().value(seriesKey).toArray()) {
        const Definition definition = fromObject(value.toObject());
        if (const auto added = add(definition); !added)
            problems << definition.name + QStringLiteral(": ") + added.error().text;
    }
    if (!problems.isEmpty())
        return Error{ErrorCode::Malformed, problems.join(QLatin1Char('\n'))};
    return {};
}

} // namespace watchglass::derived
