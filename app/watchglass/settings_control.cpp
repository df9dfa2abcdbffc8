#include "app/watchglass/settings_control.h"

#include "app/watchglass/attention_control.h"
#include "app/watchglass/command_line.h"
#include "app/watchglass/source_set.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/main_window.h"
#include "ui/shell/shortcuts_page.h"

#include <QAction>
#include <QApplication>

#include <algorithm>

namespace watchglass::app {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::app::SettingsControl)
};

constexpr double bytesInMiB = 1024.0 * 1024.0;
/// With less than this a single large message would take minutes.
constexpr qint64 leastReadBudget = qint64(64) << 10;

const QString fullRateKey = QStringLiteral("attention/alwaysFull");
const QString samplesKey = QStringLiteral("memory/samples");
const QString readKey = QStringLiteral("sources/read");

} // namespace

SettingsControl::SettingsControl(settings::SettingsBook &book, const Parts &parts)
    : m_book(book)
    , m_parts(parts)
{
    addCommands();
    followFullRate();
    for (const settings::SettingRule &rule : settings::settingRules())
        apply(rule.key);
    connect(&m_book, &settings::SettingsBook::changed, this, &SettingsControl::apply);
    connect(&m_parts.window.workspaces(), &ui::Workspaces::currentChanged, this, &SettingsControl::keepStill);
}

void SettingsControl::openDialog()
{
    if (!m_dialog) {
        m_dialog = new ui::SettingsDialog(m_book, &m_parts.window);
        m_dialog->addPage(new ui::ShortcutsPage(m_parts.window.commands(), m_dialog->undoStack()));
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void SettingsControl::addCommands()
{
    m_parts.window.commands().add({QStringLiteral("view.settings"), Texts::tr("View"), Texts::tr("Settings…"),
                                   QKeySequence(Qt::CTRL | Qt::Key_Comma), [this] { openDialog(); }});
}

void SettingsControl::apply(const QString &key)
{
    if (key == fullRateKey)
        m_parts.window.commands()
            .action(QStringLiteral("view.fullRate"))
            ->setChecked(m_book.settings().attention.isAlwaysFull);
    else if (key.startsWith(QLatin1String("attention/")))
        m_parts.attention.setSettings(m_book.settings().attention);
    else if (key == samplesKey)
        setMemory();
    else if (key == readKey)
        setReadBudget();
    else if (key == QLatin1String("appearance/still"))
        keepStill();
}

/// The command and the setting are one switch.
void SettingsControl::followFullRate()
{
    connect(m_parts.window.commands().action(QStringLiteral("view.fullRate")), &QAction::toggled, this,
            [this](bool isOn) {
                if (isOn != m_book.settings().attention.isAlwaysFull)
                    m_book.setValue(fullRateKey, isOn);
            });
}

/// Docks glide to their places and menus fade unless told not to.
void SettingsControl::keepStill()
{
    const bool isStill = m_book.settings().appearance.isStill;
    for (const auto effect : {Qt::UI_AnimateMenu, Qt::UI_FadeMenu, Qt::UI_AnimateCombo, Qt::UI_AnimateTooltip,
                              Qt::UI_FadeTooltip, Qt::UI_AnimateToolBox})
        QApplication::setEffectEnabled(effect, !isStill);
    for (int i = 0; i < m_parts.window.workspaces().count(); ++i)
        m_parts.window.workspaces().desk(i).setAnimated(!isStill);
}

void SettingsControl::setMemory()
{
    m_parts.store.setBudget(static_cast<std::size_t>(m_book.settings().memory.samplesMiB) << 20);
}

void SettingsControl::setReadBudget()
{
    const double wanted = m_book.settings().sources.readMiBps * bytesInMiB;
    m_parts.sources.setReadBudget(wanted > 0 ? std::max(static_cast<qint64>(wanted), leastReadBudget) : 0);
}

void takeOptions(settings::SettingsBook &book, const Options &options)
{
    if (!options.theme.isEmpty())
        book.setForSession(QStringLiteral("appearance/theme"), options.theme);
    const auto take = [&book](const QString &key, double value) {
        const double most = settings::settingRule(key)->most;
        book.setForSession(key, std::min(value, most));
    };
    if (options.memoryBytes)
        take(samplesKey, std::floor(static_cast<double>(*options.memoryBytes) / bytesInMiB));
    if (options.readBudget)
        take(readKey, static_cast<double>(*options.readBudget) / bytesInMiB);
}

} // namespace watchglass::app
