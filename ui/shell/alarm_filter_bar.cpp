#include "ui/shell/alarm_filter_bar.h"

#include "ui/models/alarm_words.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

namespace watchglass::ui {

namespace {

constexpr int searchPx = 140;

} // namespace

AlarmFilterBar::AlarmFilterBar(QWidget *parent)
    : QWidget(parent)
    , m_show(new QComboBox)
    , m_search(new QLineEdit)
    , m_more(new QToolButton)
    , m_menu(new QMenu(this))
{
    using alarm::AlarmShow;
    m_filter.show = AlarmShow::Current;
    m_show->setAccessibleName(tr("Which alarms are shown"));
    m_show->addItem(tr("Current"), static_cast<int>(AlarmShow::Current));
    m_show->addItem(tr("Unacknowledged"), static_cast<int>(AlarmShow::Calling));
    m_show->addItem(tr("Shelved and aside"), static_cast<int>(AlarmShow::Aside));
    m_show->addItem(tr("All"), static_cast<int>(AlarmShow::All));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search in the alarms"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(searchPx / 2);
    m_search->setMaximumWidth(searchPx);
    m_more->setText(tr("Filter"));
    m_more->setProperty("role", QStringLiteral("switch"));
    m_more->setToolTip(tr("By priority and source, and repeats as one row"));
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::TabFocus);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * metrics::step);
    layout->addWidget(m_search);
    layout->addWidget(m_show);
    layout->addWidget(m_more);
    connect(m_show, &QComboBox::currentIndexChanged, this, &AlarmFilterBar::take);
    connect(m_search, &QLineEdit::textChanged, this, &AlarmFilterBar::take);
    connect(m_menu, &QMenu::aboutToShow, this, &AlarmFilterBar::fillMenu);
}

void AlarmFilterBar::setShow(alarm::AlarmShow show)
{
    m_show->setCurrentIndex(m_show->findData(static_cast<int>(show)));
}

void AlarmFilterBar::take()
{
    m_filter.show = static_cast<alarm::AlarmShow>(m_show->currentData().toInt());
    m_filter.text = m_search->text();
    m_more->setText(m_filter.priorities.isEmpty() && m_filter.source.isEmpty() ? tr("Filter") : tr("Filtered"));
    Q_EMIT changed();
}

void AlarmFilterBar::fillMenu()
{
    m_menu->clear();
    delete m_menu->findChild<QActionGroup *>();
    addPriorities();
    addSources();
    m_menu->addSeparator();
    QAction *group = m_menu->addAction(tr("Repeats as one row"));
    group->setCheckable(true);
    group->setChecked(m_isGrouped);
    connect(group, &QAction::toggled, this, [this](bool isOn) {
        m_isGrouped = isOn;
        Q_EMIT changed();
    });
}

void AlarmFilterBar::addPriorities()
{
    for (const auto priority : {AlarmPriority::Critical, AlarmPriority::Warning, AlarmPriority::Information}) {
        QAction *action = m_menu->addAction(priorityWord(priority));
        const int number = static_cast<int>(priority);
        action->setCheckable(true);
        action->setChecked(m_filter.priorities.isEmpty() || m_filter.priorities.contains(number));
        connect(action, &QAction::toggled, this, [this, number](bool isOn) {
            QSet<int> wanted = m_filter.priorities.isEmpty() ? QSet<int>{0, 1, 2} : m_filter.priorities;
            if (isOn)
                wanted.insert(number);
            else
                wanted.remove(number);
            m_filter.priorities = wanted.size() == 3 ? QSet<int>() : wanted; // none left: all, rather than nothing
            take();
        });
    }
}

void AlarmFilterBar::addSources()
{
    m_menu->addSeparator();
    auto *group = new QActionGroup(m_menu);
    const auto add = [&](const QString &text, const QString &source) {
        QAction *action = m_menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_filter.source == source);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, source] {
            m_filter.source = source;
            take();
        });
    };
    add(tr("All sources"), {});
    for (const auto &[source, name] : m_sources)
        add(name, source);
}

} // namespace watchglass::ui
