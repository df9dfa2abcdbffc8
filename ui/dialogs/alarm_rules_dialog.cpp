#include "ui/dialogs/alarm_rules_dialog.h"

#include "ui/models/alarm_words.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace watchglass::ui {

namespace {

enum Column { NameColumn, SeriesColumn, TextColumn, PriorityColumn };

constexpr int columnWidthsPx[] = {200, 240, 240};
constexpr QSize firstSize(820, 360);

} // namespace

AlarmRulesDialog::AlarmRulesDialog(alarm::RuleBook &rules, std::function<QString(const SeriesKey &)> nameOf,
                                   QWidget *parent)
    : QDialog(parent)
    , m_rules(rules)
    , m_nameOf(std::move(nameOf))
    , m_list(new QTreeWidget)
    , m_hint(new QLabel)
    , m_new(addButton(tr("New…"), "new"))
    , m_edit(addButton(tr("Edit…"), "edit"))
    , m_duplicate(addButton(tr("Duplicate"), "duplicate"))
    , m_delete(addButton(tr("Delete"), "delete"))
    , m_undo(addButton(tr("Undo delete"), "undo"))
{
    setWindowTitle(tr("Alarm rules"));
    m_list->setAccessibleName(tr("Alarm rules"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHeaderLabels({tr("Rule"), tr("Series"), tr("Looks for"), tr("Priority")});
    for (int column = NameColumn; column < PriorityColumn; ++column)
        m_list->header()->resizeSection(column, columnWidthsPx[column]);
    m_hint->setProperty("role", QStringLiteral("muted"));
    m_hint->setWordWrap(true);
    m_hint->setTextFormat(Qt::PlainText);

    layOut();

    connect(m_new, &QPushButton::clicked, this, &AlarmRulesDialog::newRequested);
    connect(m_edit, &QPushButton::clicked, this, &AlarmRulesDialog::edit);
    connect(m_duplicate, &QPushButton::clicked, this, &AlarmRulesDialog::duplicateSelected);
    connect(m_delete, &QPushButton::clicked, this, &AlarmRulesDialog::deleteSelected);
    connect(m_undo, &QPushButton::clicked, this, &AlarmRulesDialog::undo);
    connect(m_list, &QTreeWidget::itemChanged, this, &AlarmRulesDialog::armByBox);
    connect(m_list, &QTreeWidget::itemActivated, this, &AlarmRulesDialog::edit);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &AlarmRulesDialog::followSelection);
    connect(new QShortcut(QKeySequence::Delete, m_list), &QShortcut::activated, this,
            &AlarmRulesDialog::deleteSelected);
    connect(new QShortcut(QKeySequence::Undo, this), &QShortcut::activated, this, &AlarmRulesDialog::undo);
    refresh();
}

void AlarmRulesDialog::layOut()
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(2 * metrics::step);
    for (QPushButton *button : {m_new, m_edit, m_duplicate, m_delete, m_undo})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * metrics::step, 4 * metrics::step, 4 * metrics::step, 4 * metrics::step);
    layout->setSpacing(3 * metrics::step);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_hint);
    layout->addLayout(buttons);
    resize(firstSize);
}

QPushButton *AlarmRulesDialog::addButton(const QString &text, const char *objectName)
{
    auto *button = new QPushButton(text);
    button->setObjectName(QLatin1String(objectName));
    button->setAutoDefault(false);
    return button;
}

void AlarmRulesDialog::refresh()
{
    const QString before = selected();
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const alarm::AlarmRule &rule : m_rules.rules()) {
        auto *item =
            new QTreeWidgetItem({ruleTitle(rule), m_nameOf(rule.series), ruleText(rule), priorityWord(rule.priority)});
        item->setData(NameColumn, Qt::UserRole, rule.id);
        item->setCheckState(NameColumn, rule.isEnabled ? Qt::Checked : Qt::Unchecked);
        item->setToolTip(TextColumn, ruleText(rule));
        m_list->addTopLevelItem(item);
        if (rule.id == before)
            m_list->setCurrentItem(item);
    }
    const QString problems = m_rules.problems().join(QLatin1Char('\n'));
    m_hint->setText(!problems.isEmpty()       ? problems
                    : m_rules.rules().empty() ? tr("No rules yet. A rule watches one series and calls when its value "
                                                   "is not as it should be.")
                                              : tr("A rule with a tick is armed."));
    followSelection();
}

QString AlarmRulesDialog::selected() const
{
    const QTreeWidgetItem *item = m_list->currentItem();
    return item ? item->data(NameColumn, Qt::UserRole).toString() : QString();
}

void AlarmRulesDialog::armByBox(QTreeWidgetItem *item)
{
    const alarm::AlarmRule *rule = m_rules.find(item->data(NameColumn, Qt::UserRole).toString());
    const bool isArmed = item->checkState(NameColumn) == Qt::Checked;
    if (!rule || rule->isEnabled == isArmed)
        return;
    alarm::AlarmRule changedRule = *rule;
    changedRule.isEnabled = isArmed;
    m_rules.put(changedRule);
    Q_EMIT rulesChanged();
}

void AlarmRulesDialog::edit()
{
    if (const QString id = selected(); !id.isEmpty())
        Q_EMIT editRequested(id);
}

void AlarmRulesDialog::duplicateSelected()
{
    const auto at = m_rules.position(selected());
    if (!at)
        return;
    alarm::AlarmRule copy = m_rules.rules()[*at];
    copy.id.clear();
    copy.name = tr("%1 (copy)").arg(ruleTitle(copy));
    copy.isEnabled = false; // two equal rules would call twice
    changed(m_rules.insert(*at + 1, copy));
}

void AlarmRulesDialog::deleteSelected()
{
    const auto at = m_rules.position(selected());
    if (!at)
        return;
    m_deleted.emplace_back(*at, m_rules.rules()[*at]);
    m_rules.remove(m_deleted.back().second.id);
    const std::size_t left = m_rules.rules().size();
    changed(left > 0 ? m_rules.rules()[std::min(*at, left - 1)].id : QString());
}

void AlarmRulesDialog::undo()
{
    if (m_deleted.empty())
        return;
    const auto [position, rule] = m_deleted.back();
    m_deleted.pop_back();
    changed(m_rules.insert(position, rule));
}

void AlarmRulesDialog::changed(const QString &select)
{
    refresh();
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        if (m_list->topLevelItem(row)->data(NameColumn, Qt::UserRole).toString() == select)
            m_list->setCurrentItem(m_list->topLevelItem(row));
    }
    Q_EMIT rulesChanged();
}

void AlarmRulesDialog::followSelection()
{
    const bool isAny = !selected().isEmpty();
    for (QPushButton *button : {m_edit, m_duplicate, m_delete})
        button->setEnabled(isAny);
    m_undo->setEnabled(!m_deleted.empty());
}

} // namespace watchglass::ui
