#include "ui/dialogs/alarm_rule_dialog.h"

#include "core/format/duration_format.h"
#include "core/format/value_format.h"
#include "ui/dialogs/alarm_rule_form.h"
#include "ui/dialogs/rule_preview_plot.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace watchglass::ui {

namespace {

using namespace std::chrono_literals;
using alarm::RuleKind;

constexpr auto typingPause = 150ms;
constexpr Duration previewSpan = 1h;

QString findingText(const alarm::RulePreview &preview)
{
    if (preview.samples == 0)
        return AlarmRuleDialog::tr("There is no history to try it on yet.");
    const QString span = format::duration(preview.looked.length());
    const QString calls = preview.alarms.empty()
                              ? AlarmRuleDialog::tr("It would not have called in the last %1.").arg(span)
                              : AlarmRuleDialog::tr("It would have called %n time(s) in the last %1.", nullptr,
                                                    static_cast<int>(preview.alarms.size()))
                                    .arg(span);
    return preview.isWhole
               ? calls
               : AlarmRuleDialog::tr("%1 Tried on the newest %2 samples.").arg(calls, format::count(preview.samples));
}

} // namespace

AlarmRuleDialog::AlarmRuleDialog(const store::SeriesStore &store, const alarm::AlarmRule &rule,
                                 QList<SeriesKey> choices, std::function<QString(const SeriesKey &)> nameOf,
                                 QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_choices(std::move(choices))
    , m_series(new QComboBox)
    , m_form(new AlarmRuleForm)
    , m_plot(new RulePreviewPlot)
    , m_message(new QLabel)
    , m_settle(new QTimer(this))
{
    setWindowTitle(rule.id.isEmpty() ? tr("New alarm rule") : tr("Alarm rule"));
    if (!rule.series.source.isEmpty()) {
        m_choices.removeAll(rule.series);
        m_choices.prepend(rule.series);
    }
    for (const SeriesKey &key : qAsConst(m_choices))
        m_series->addItem(nameOf(key));
    m_series->setAccessibleName(tr("Series that the rule looks at"));
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setMinimumHeight(10 * metrics::step);
    m_message->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    layOut();
    m_settle->setSingleShot(true);
    m_settle->setInterval(typingPause);
    connect(m_settle, &QTimer::timeout, this, &AlarmRuleDialog::check);
    connect(m_form, &AlarmRuleForm::changed, m_settle, qOverload<>(&QTimer::start));
    connect(m_series, &QComboBox::currentIndexChanged, this, &AlarmRuleDialog::chooseSeries);
    chooseSeries();
    m_form->setRule(rule);
    check();
}

void AlarmRuleDialog::layOut()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_keep = buttons->addButton(tr("Keep and arm"), QDialogButtonBox::AcceptRole);
    m_keep->setProperty("role", QStringLiteral("primary"));
    connect(buttons, &QDialogButtonBox::accepted, this, &AlarmRuleDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &AlarmRuleDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * metrics::step, 4 * metrics::step, 4 * metrics::step, 4 * metrics::step);
    layout->setSpacing(3 * metrics::step);
    layout->addWidget(m_series);
    layout->addWidget(m_form);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    resize(520, sizeHint().height());
}

void AlarmRuleDialog::chooseSeries()
{
    const int chosen = m_series->currentIndex();
    m_key = chosen < 0 ? SeriesKey() : m_choices[chosen];
    const auto series = m_store.find(m_key);
    m_form->setSeries(series ? series->info() : SeriesInfo{m_key, {}, Interpolation::Linear, {}});
    m_settle->start();
}

void AlarmRuleDialog::check()
{
    m_settle->stop();
    const Result<alarm::AlarmRule> rule = m_form->rule();
    const bool hasSeries = !m_key.source.isEmpty();
    m_keep->setEnabled(rule.ok() && hasSeries);
    if (!hasSeries)
        m_message->setText(tr("Choose a series first: open it in a panel, or select it in the tree."));
    else if (!rule)
        m_message->setText(rule.error().text);
    else
        preview(rule.value());
}

void AlarmRuleDialog::preview(const alarm::AlarmRule &rule)
{
    const auto series = m_store.find(m_key);
    const auto last = series ? series->last() : std::nullopt;
    if (!last || rule.kind == RuleKind::LinkLost) {
        m_plot->setPreview(nullptr, {}, {}, std::nullopt, rule.priority);
        m_message->setText(rule.kind == RuleKind::LinkLost
                               ? tr("It calls when the source does not answer for that long.")
                               : findingText({}));
        return;
    }
    const TimeRange range{last->time - previewSpan, last->time + 1ns};
    const alarm::RulePreview found = alarm::previewRule(rule, *series, range);
    const bool hasLimit =
        rule.kind == RuleKind::High || rule.kind == RuleKind::Low || rule.kind == RuleKind::StateEquals;
    const TimeRange shown{std::max(range.from, found.looked.from), range.to};
    m_plot->setPreview(series, shown, found, hasLimit ? std::optional(rule.limit) : std::nullopt, rule.priority);
    m_message->setText(findingText(found));
}

QString AlarmRuleDialog::message() const
{
    return m_message->text();
}

bool AlarmRuleDialog::canBeKept() const
{
    return m_keep->isEnabled();
}

void AlarmRuleDialog::accept()
{
    check();
    const Result<alarm::AlarmRule> rule = m_form->rule();
    if (!rule)
        return;
    Q_EMIT ruleWritten(rule.value());
    QDialog::accept();
}

} // namespace watchglass::ui
