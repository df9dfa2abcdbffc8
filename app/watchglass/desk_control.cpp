#include "app/watchglass/desk_control.h"

#include "ui/desk/desk_steps.h"
#include "ui/desk/workspace_file.h"
#include "ui/shell/desk_commands.h"
#include "ui/shell/earlier_desks.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"

#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QSaveFile>
#include <QScreen>
#include <QTimeZone>

#include <utility>

namespace watchglass::app {

namespace {

constexpr qint64 largestFile = qint64(64) << 20;

QString recentKey()
{
    return QStringLiteral("desk/recent");
}

QString fileKey()
{
    return QStringLiteral("desk/file");
}

QByteArray textOf(const ui::DesksState &state)
{
    return ui::workspace_file::write(state, ui::currentScreens());
}

/// Without sizes and without what is in front: these change by looking.
QByteArray matterOf(ui::DesksState state)
{
    state.current = 0;
    for (ui::DeskState &desk : state.desks) {
        desk.docks = desk.docks.shape();
        desk.qtDocks.clear();
        desk.current.clear();
        desk.isMaximised = false;
    }
    return textOf(state);
}

Result<ui::DesksState> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::File, file.errorString()};
    if (file.size() > largestFile)
        return Error{ErrorCode::TooLarge, DeskControl::tr("The file is too large to be a desk.")};
    return ui::workspace_file::read(file.readAll(), ui::currentScreens());
}

} // namespace

DeskControl::DeskControl(ui::MainWindow &window, QSettings &settings, Clock &clock, const QString &folder)
    : m_window(window)
    , m_settings(settings)
    , m_clock(clock)
    , m_archive(folder)
{
    const ui::DeskCommands &commands = window.deskCommands();
    connect(&commands, &ui::DeskCommands::openRequested, this, &DeskControl::open);
    connect(&commands, &ui::DeskCommands::saveRequested, this, &DeskControl::save);
    connect(&commands, &ui::DeskCommands::earlierRequested, this, &DeskControl::showEarlier);
    connect(&window.deskCommands().history(), &ui::DeskHistory::refused, this,
            [this] { say(tr("That would change a locked workspace. Unlock it first (Ctrl+L).")); });
    connect(&m_archive, &ui::DeskArchive::failed, this, [this](const QString &text) {
        say(tr("The desk could not be kept (%1). Free some space, or save it elsewhere with Save as.").arg(text));
    });
    window.deskCommands().setRecent(settings.value(recentKey()).toStringList());
    watchScreens();
}

DeskControl::~DeskControl()
{
    if (m_isStarted)
        keep();
    finish();
}

bool DeskControl::restoreLast()
{
    for (const ui::DeskArchive::Version &version : m_archive.versions()) {
        const auto state = read(version.path);
        if (!state) {
            say(tr("The desk of the last time cannot be used: %1 An earlier one takes its place; the file stays in %2.")
                    .arg(state.error().text, version.path));
            continue;
        }
        m_window.workspaces().restore(state.value(), ui::Desk::Restore::Everything);
        m_archive.resume(version.path);
        m_hasRestored = true;
        break;
    }
    settle();
    m_keptState = m_window.workspaces().save();
    m_kept = m_hasRestored ? textOf(m_keptState) : QByteArray();
    if (const QString file = m_settings.value(fileKey()).toString(); m_hasRestored && QFileInfo::exists(file)) {
        const auto saved = read(file);
        setFile(file);
        m_fileText = saved ? matterOf(saved.value()) : QByteArray();
        showTitle(m_keptState);
    }
    return m_hasRestored;
}

void DeskControl::start()
{
    m_isStarted = true;
    bringIntoView();
    m_timer = m_clock.makeTimer([this] {
        keep();
        m_timer->start(interval);
    });
    m_timer->start(interval);
}

void DeskControl::settle()
{
    m_window.deskCommands().history().startAnew();
}

QByteArray DeskControl::text() const
{
    return textOf(m_window.workspaces().save());
}

void DeskControl::keep()
{
    if (QGuiApplication::mouseButtons() != Qt::NoButton)
        return; // something may be half dragged
    const bool isMinimised = m_window.isMinimized();
    if (std::exchange(m_wasMinimised, isMinimised) && isMinimised)
        return; // nobody has changed anything since
    ui::DesksState state = m_window.deskCommands().history().check();
    m_window.saveLayout();
    showTitle(state);
    if (m_kept.isEmpty() && state.isBlank())
        return; // an empty desk that never had a panel is no desk to come back to
    const QByteArray text = textOf(state);
    if (text == m_kept)
        return;
    const bool isStep = m_kept.isEmpty() || ui::stepBetween(m_keptState, state).has_value();
    m_archive.keep(text, isStep ? ui::DeskArchive::As::NewVersion : ui::DeskArchive::As::SameVersion, m_clock.now());
    m_kept = text;
    m_keptState = std::move(state);
}

void DeskControl::finish()
{
    m_archive.finish();
}

bool DeskControl::isDesk(const QString &path)
{
    constexpr qint64 beginning = 64; // as the system's own rule for these files has it
    if (path.endsWith(QLatin1String(".wgdesk"), Qt::CaseInsensitive))
        return true;
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(beginning).contains("\"watchglass-desk\"");
}

void DeskControl::open(const QString &path)
{
    const auto state = read(path);
    if (!state) {
        say(tr("%1 was not opened: %2").arg(path, state.error().text));
        return;
    }
    m_window.deskCommands().history().replace(state.value(), tr("open %1").arg(QFileInfo(path).fileName()));
    m_hasRestored = true;
    m_window.showDesk();
    setFile(QFileInfo(path).absoluteFilePath());
    m_fileText = matterOf(m_window.workspaces().save());
    keep();
}

void DeskControl::save(const QString &path)
{
    const ui::DesksState state = m_window.workspaces().save();
    const QByteArray text = textOf(state);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        say(tr("The desk was not saved: %1: %2. Choose another place with Save as.").arg(path, file.errorString()));
        return;
    }
    setFile(QFileInfo(path).absoluteFilePath());
    m_fileText = matterOf(state);
    showTitle(state);
}

void DeskControl::restoreEarlier(const QString &path)
{
    const auto state = read(path);
    if (!state) {
        say(tr("%1 was not restored: %2").arg(path, state.error().text));
        return;
    }
    m_window.deskCommands().history().replace(state.value(), tr("restore an earlier desk"));
    m_hasRestored = true;
    m_window.showDesk();
    keep();
}

void DeskControl::showEarlier()
{
    keep();
    finish();
    std::vector<ui::EarlierDesk> desks;
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_clock.now().ns() / 1'000'000, QTimeZone::utc());
    for (const ui::DeskArchive::Version &version : m_archive.versions()) {
        const auto state = read(version.path);
        const QString what = state ? tr("%n workspace(s)", nullptr, static_cast<int>(state.value().desks.size()))
                                         + tr(", %n panel(s)", nullptr, state.value().panelCount())
                                   : tr("cannot be read");
        desks.push_back({version.path, ui::momentText(version.savedAt, now, QTimeZone::systemTimeZone())
                                           + QStringLiteral(" · ") + what});
    }
    auto *dialog = new ui::EarlierDesks(desks, &m_window);
    connect(dialog, &ui::EarlierDesks::restoreRequested, this, &DeskControl::restoreEarlier);
    dialog->show();
}

void DeskControl::setFile(const QString &path)
{
    m_file = path;
    m_window.deskCommands().setFile(path);
    m_settings.setValue(fileKey(), path);
    addRecent(path);
}

void DeskControl::addRecent(const QString &path)
{
    QStringList recent = m_settings.value(recentKey()).toStringList();
    recent.removeAll(path);
    recent.prepend(path);
    recent = recent.mid(0, ui::DeskCommands::mostRecent);
    m_settings.setValue(recentKey(), recent);
    m_window.deskCommands().setRecent(recent);
}

/// The file's name, and whether the desk differs from it.
void DeskControl::showTitle(const ui::DesksState &state)
{
    if (m_file.isEmpty())
        return;
    m_window.setWindowTitle(QFileInfo(m_file).completeBaseName() + QStringLiteral("[*] – Watchglass"));
    m_window.setWindowModified(matterOf(state) != m_fileText);
}

void DeskControl::watchScreens()
{
    const auto watch = [this](QScreen *screen) {
        connect(screen, &QScreen::availableGeometryChanged, this, &DeskControl::bringIntoView, Qt::QueuedConnection);
    };
    for (QScreen *screen : QGuiApplication::screens())
        watch(screen);
    connect(qGuiApp, &QGuiApplication::screenAdded, this, watch);
    connect(qGuiApp, &QGuiApplication::screenRemoved, this, &DeskControl::bringIntoView, Qt::QueuedConnection);
}

/// After screens came, went or changed: nothing of ours stands where nobody can see it.
void DeskControl::bringIntoView()
{
    // Without a display, pictures are taken of windows of any size.
    const bool isPicture = QGuiApplication::platformName() == QLatin1String("offscreen");
    if (!isPicture && !m_window.isMaximized() && !m_window.isFullScreen()) {
        const QRect place = ui::visiblePlace(m_window.geometry(), ui::currentScreens());
        if (place != m_window.geometry())
            m_window.setGeometry(place);
    }
    m_window.workspaces().bringFloatingIntoView();
}

void DeskControl::say(const QString &text)
{
    m_window.notices().say(text);
}

} // namespace watchglass::app
