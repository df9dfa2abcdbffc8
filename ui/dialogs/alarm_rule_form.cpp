#include "ui/dialogs/alarm_rule_form.h"

#include "ui/models/alarm_words.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QSpinBox>

namespace watchglass::ui {

namespace {

using alarm::RuleKind;

constexpr int monthSeconds = 31 * 24 * 3600;

QSpinBox *secondsBox(int least, const QString &atLeast = {})
{
    auto *box = new QSpinBox;
    box->setRange(least, monthSeconds);
    box->setSuffix(AlarmRuleForm::tr(" s"));
    box->setSpecialValueText(atLeast);
    return box;
}

int secondsOf(Duration duration)
{
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(duration).count());
}

} // namespace

AlarmRuleForm::AlarmRuleForm(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QFormLayout(this))
    , m_name(new QLineEdit)
    , m_kind(new QComboBox)
    , m_limit(new QLineEdit)
    , m_state(new QComboBox)
    , m_deadband(new QLineEdit)
    , m_window(secondsBox(1))
    , m_stale(secondsBox(0, tr("by the series' rhythm")))
    , m_delay(secondsBox(0, tr("at once")))
    , m_count(new QSpinBox)
    , m_within(secondsBox(1))
    , m_priority(new QComboBox)
    , m_latches(new QCheckBox(tr("Keep it until it is reset, also when it is over")))
    , m_guidance(new QPlainTextEdit)
{
    m_count->setRange(1, 1000);
    m_kind->addItem(tr("Value above a limit"), static_cast<int>(RuleKind::High));
    m_kind->addItem(tr("Value below a limit"), static_cast<int>(RuleKind::Low));
    m_kind->addItem(tr("Value changes fast"), static_cast<int>(RuleKind::RateOfChange));
    m_kind->addItem(tr("No samples come"), static_cast<int>(RuleKind::Stale));
    m_kind->addItem(tr("In a state"), static_cast<int>(RuleKind::StateEquals));
    m_kind->addItem(tr("Source does not answer"), static_cast<int>(RuleKind::LinkLost));
    for (const auto priority : {AlarmPriority::Critical, AlarmPriority::Warning, AlarmPriority::Information})
        m_priority->addItem(priorityWord(priority), static_cast<int>(priority));
    m_name->setPlaceholderText(tr("What operators read; else what the rule looks for"));
    m_guidance->setPlaceholderText(tr("What to do when it calls"));
    m_guidance->setTabChangesFocus(true);
    m_guidance->setFixedHeight(14 * metrics::step);
    layOut();
    connectFields();
    showFields();
}

void AlarmRuleForm::layOut()
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(3 * metrics::step);
    m_layout->setVerticalSpacing(2 * metrics::step);
    m_layout->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_layout->addRow(tr("&Name"), m_name);
    m_layout->addRow(tr("&Looks for"), m_kind);
    m_layout->addRow(tr("L&imit"), m_limit);
    m_layout->addRow(tr("&State"), m_state);
    m_layout->addRow(tr("&Deadband"), m_deadband);
    m_layout->addRow(tr("&Within"), m_window);
    m_layout->addRow(tr("Silen&t for"), m_stale);
    m_layout->addRow(tr("L&asting"), m_delay);
    m_layout->addRow(tr("How o&ften"), m_count);
    m_layout->addRow(tr("&Counted within"), m_within);
    m_layout->addRow(tr("&Priority"), m_priority);
    m_layout->addRow(QString(), m_latches);
    m_layout->addRow(tr("&Guidance"), m_guidance);
    m_deadband->setToolTip(tr("How far behind the limit the value must come to be good again"));
}

void AlarmRuleForm::connectFields()
{
    for (QLineEdit *edit : {m_name, m_limit, m_deadband})
        connect(edit, &QLineEdit::textChanged, this, &AlarmRuleForm::changed);
    for (QSpinBox *box : {m_window, m_stale, m_delay, m_count, m_within})
        connect(box, &QSpinBox::valueChanged, this, &AlarmRuleForm::changed);
    for (QComboBox *box : {m_kind, m_state, m_priority})
        connect(box, &QComboBox::currentIndexChanged, this, &AlarmRuleForm::changed);
    connect(m_latches, &QCheckBox::toggled, this, &AlarmRuleForm::changed);
    connect(m_guidance, &QPlainTextEdit::textChanged, this, &AlarmRuleForm::changed);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &AlarmRuleForm::showFields);
    connect(m_count, &QSpinBox::valueChanged, this, &AlarmRuleForm::showFields);
}

RuleKind AlarmRuleForm::kind() const
{
    return static_cast<RuleKind>(m_kind->currentData().toInt());
}

void AlarmRuleForm::showFields()
{
    const bool isLimit = kind() == RuleKind::High || kind() == RuleKind::Low;
    const bool isRate = kind() == RuleKind::RateOfChange;
    m_layout->setRowVisible(m_limit, isLimit || isRate);
    m_layout->setRowVisible(m_deadband, isLimit || isRate);
    m_layout->setRowVisible(m_state, kind() == RuleKind::StateEquals);
    m_layout->setRowVisible(m_window, isRate);
    m_layout->setRowVisible(m_stale, kind() == RuleKind::Stale);
    m_layout->setRowVisible(m_within, m_count->value() > 1);
}

void AlarmRuleForm::setSeries(const SeriesInfo &info)
{
    m_info = info;
    const QSignalBlocker blocker(m_state);
    const int chosen = m_state->currentIndex();
    m_state->clear();
    for (int i = 0; i < info.states.size(); ++i)
        m_state->addItem(info.states[i], i);
    m_state->setCurrentIndex(std::max(0, chosen));
    m_limit->setPlaceholderText(info.unit.isEmpty() ? tr("A number") : tr("In %1").arg(info.unit));
    m_deadband->setPlaceholderText(info.unit.isEmpty() ? tr("None") : tr("None, or in %1").arg(info.unit));
}

void AlarmRuleForm::setRule(const alarm::AlarmRule &rule)
{
    m_rule = rule;
    const auto text = [](double value) { return QLocale().toString(value, 'g', 12); };
    m_name->setText(rule.name);
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(rule.kind)));
    m_limit->setText(text(rule.limit));
    m_state->setCurrentIndex(m_state->findData(static_cast<int>(rule.limit)));
    m_deadband->setText(rule.deadband > 0 ? text(rule.deadband) : QString());
    m_window->setValue(rule.window > Duration::zero() ? secondsOf(rule.window) : 60);
    m_stale->setValue(rule.staleAfter ? secondsOf(*rule.staleAfter) : 0);
    m_delay->setValue(secondsOf(rule.delay));
    m_count->setValue(rule.count);
    m_within->setValue(rule.countWithin > Duration::zero() ? secondsOf(rule.countWithin) : 300);
    m_priority->setCurrentIndex(m_priority->findData(static_cast<int>(rule.priority)));
    m_latches->setChecked(rule.latches);
    m_guidance->setPlainText(rule.guidance);
    showFields();
}

std::optional<double> AlarmRuleForm::number(const QLineEdit &edit) const
{
    bool isNumber = false;
    const QString text = edit.text().trimmed();
    double value = QLocale().toDouble(text, &isNumber);
    if (!isNumber)
        value = QLocale::c().toDouble(text, &isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

Result<alarm::AlarmRule> AlarmRuleForm::rule() const
{
    const auto seconds = [](const QSpinBox *box) { return std::chrono::seconds(box->value()); };
    alarm::AlarmRule rule = m_rule;
    rule.series = m_info.key;
    rule.name = m_name->text().trimmed();
    rule.kind = kind();
    rule.delay = seconds(m_delay);
    rule.count = m_count->value();
    rule.countWithin = rule.count > 1 ? seconds(m_within) : Duration::zero();
    rule.window = rule.kind == RuleKind::RateOfChange ? seconds(m_window) : Duration::zero();
    rule.staleAfter = m_stale->value() > 0 ? std::optional<Duration>(seconds(m_stale)) : std::nullopt;
    rule.priority = static_cast<AlarmPriority>(m_priority->currentData().toInt());
    rule.latches = m_latches->isChecked();
    rule.guidance = m_guidance->toPlainText().trimmed();
    rule.limit = 0;
    rule.deadband = 0;
    if (rule.kind == RuleKind::StateEquals) {
        rule.limit = m_state->currentData().isValid() ? m_state->currentData().toInt() : -1;
    } else if (rule.kind == RuleKind::High || rule.kind == RuleKind::Low || rule.kind == RuleKind::RateOfChange) {
        const auto limit = number(*m_limit);
        const bool hasDeadband = !m_deadband->text().trimmed().isEmpty();
        const auto deadband = hasDeadband ? number(*m_deadband) : 0.0;
        if (!limit)
            return Error{ErrorCode::Malformed, tr("Type a number as the limit, such as 8.5.")};
        if (!deadband)
            return Error{ErrorCode::Malformed, tr("Type a number as the deadband, or leave it empty.")};
        rule.limit = *limit;
        rule.deadband = *deadband;
    }
    if (const Result<void> checked = checkRule(rule); !checked)
        return checked.error();
    return rule;
}

} // namespace watchglass::ui
