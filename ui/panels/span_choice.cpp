#include "ui/panels/span_choice.h"

#include "core/format/duration_format.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

#include <algorithm>

namespace watchglass::ui {
namespace {

using namespace std::chrono_literals;

constexpr QLatin1String spanKey("span");
constexpr Duration spans[] = {1min, 5min, 15min, 1h, 6h, 24h, 24h * 7};
constexpr Duration longestRhythm = 24h;

} // namespace

Duration SpanChoice::span(std::optional<Duration> rhythm) const
{
    if (m_chosen)
        return *m_chosen;
    return rhythm ? std::max(m_least, std::min(*rhythm, longestRhythm) * m_samples) : m_least;
}

void SpanChoice::fillMenu(QMenu &menu, const std::function<void()> &chosen)
{
    QMenu *list = menu.addMenu(QCoreApplication::translate("SpanChoice", "Time span"));
    auto *group = new QActionGroup(list);
    const auto add = [&](const QString &text, std::optional<Duration> span) {
        QAction *action = list->addAction(text, list, [this, span, chosen] {
            choose(span);
            chosen();
        });
        action->setCheckable(true);
        action->setChecked(m_chosen == span);
        group->addAction(action);
    };
    add(QCoreApplication::translate("SpanChoice", "By the rhythm of the series"), std::nullopt);
    for (const Duration span : spans)
        add(format::duration(span), span);
}

void SpanChoice::save(QJsonObject &state) const
{
    // Nanoseconds as text: JSON's numbers are doubles.
    if (m_chosen)
        state.insert(spanKey, QString::number(m_chosen->count()));
}

void SpanChoice::restore(const QJsonObject &state)
{
    const qint64 span = state.value(spanKey).toString().toLongLong();
    m_chosen = span > 0 ? std::optional(Duration(span)) : std::nullopt;
}

} // namespace watchglass::ui
