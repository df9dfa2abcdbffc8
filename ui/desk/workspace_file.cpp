#include "ui/desk/workspace_file.h"

#include "ui/desk/dock_json.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace watchglass::ui::workspace_file {

namespace {

constexpr QLatin1String formatName("watchglass-desk");

constexpr QLatin1String formatKey("format");
constexpr QLatin1String versionKey("version");
constexpr QLatin1String workspacesKey("workspaces");
constexpr QLatin1String currentKey("current");
constexpr QLatin1String idKey("id");
constexpr QLatin1String nameKey("name");
constexpr QLatin1String lockedKey("locked");
constexpr QLatin1String maximisedKey("maximised");
constexpr QLatin1String layoutKey("layout");
constexpr QLatin1String qtLayoutKey("qtLayout");
constexpr QLatin1String panelsKey("panels");
constexpr QLatin1String panelKey("panel");
constexpr QLatin1String pinnedKey("pinned");
constexpr QLatin1String fullRateKey("fullRate");

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::WorkspaceFile)
};

Error broken(const QString &text)
{
    return Error{ErrorCode::Malformed, text};
}

QJsonObject without(QJsonObject object, std::initializer_list<QLatin1String> known)
{
    for (const QLatin1String key : known)
        object.remove(key);
    return object;
}

QJsonObject panelToJson(const PanelState &panel)
{
    QJsonObject object = panel.unknown;
    object.insert(nameKey, panel.name);
    object.insert(panelKey, panel.panel);
    if (panel.isPinned)
        object.insert(pinnedKey, true);
    if (panel.isFullRate)
        object.insert(fullRateKey, true);
    return object;
}

PanelState panelFromJson(const QJsonObject &object)
{
    PanelState panel;
    panel.name = object.value(nameKey).toString();
    panel.panel = object.value(panelKey).toObject();
    panel.isPinned = object.value(pinnedKey).toBool();
    panel.isFullRate = object.value(fullRateKey).toBool();
    panel.unknown = without(object, {nameKey, panelKey, pinnedKey, fullRateKey});
    return panel;
}

QJsonObject deskToJson(const DeskState &desk, const std::vector<ScreenPlace> &screens)
{
    QJsonObject object = desk.unknown;
    object.insert(idKey, desk.id);
    object.insert(nameKey, desk.name);
    object.insert(lockedKey, desk.isLocked);
    if (desk.isMaximised)
        object.insert(maximisedKey, true);
    if (!desk.current.isEmpty())
        object.insert(currentKey, desk.current);
    QJsonArray panels;
    for (const PanelState &panel : desk.panels)
        panels.append(panelToJson(panel));
    object.insert(panelsKey, panels);
    object.insert(layoutKey, docksToJson(desk.docks, screens));
    if (!desk.qtDocks.isEmpty())
        object.insert(qtLayoutKey, QString::fromLatin1(desk.qtDocks.toBase64()));
    return object;
}

/// The name, or where it is empty or taken the first free one of `prefix` with a number.
QString unique(const QString &name, const QString &prefix, QSet<QString> &taken)
{
    QString free = name;
    for (int number = 1; free.isEmpty() || taken.contains(free); ++number)
        free = prefix + QString::number(number);
    taken.insert(free);
    return free;
}

DeskState deskFromJson(const QJsonObject &object, const std::vector<ScreenPlace> &screens)
{
    DeskState desk;
    desk.id = object.value(idKey).toString();
    desk.name = object.value(nameKey).toString();
    desk.isLocked = object.value(lockedKey).toBool();
    desk.isMaximised = object.value(maximisedKey).toBool();
    desk.current = object.value(currentKey).toString();
    QSet<QString> names;
    for (const QJsonValue &value : object.value(panelsKey).toArray()) {
        PanelState panel = panelFromJson(value.toObject());
        panel.name = unique(panel.name, QStringLiteral("panel-"), names);
        desk.panels.push_back(std::move(panel));
    }
    desk.docks = docksFromJson(object.value(layoutKey).toObject(), screens);
    desk.qtDocks = QByteArray::fromBase64(object.value(qtLayoutKey).toString().toLatin1());
    desk.unknown =
        without(object, {idKey, nameKey, lockedKey, maximisedKey, currentKey, panelsKey, layoutKey, qtLayoutKey});
    return desk;
}

/// What keeps the object from being read at all.
std::optional<Error> objection(const QJsonObject &root)
{
    if (root.value(formatKey).toString() != formatName)
        return broken(Texts::tr("This is no desk of Watchglass. Open a file that Watchglass has saved (*.wgdesk)."));
    const int written = root.value(versionKey).toInt();
    if (written > version)
        return broken(
            Texts::tr("This desk was saved by a later Watchglass (version %1 of the format; this one reads up to "
                      "%2). Update Watchglass to open it; the file stays as it is.")
                .arg(written)
                .arg(version));
    if (written < 1)
        return broken(
            Texts::tr("This desk does not say which version of the format it is. Set \"version\" to 1 to have it "
                      "read as the first."));
    if (root.value(workspacesKey).toArray().isEmpty())
        return broken(Texts::tr("There is no workspace in this desk."));
    return std::nullopt;
}

} // namespace

QByteArray write(const DesksState &state, const std::vector<ScreenPlace> &screens)
{
    QJsonObject root = state.unknown;
    root.insert(formatKey, formatName);
    root.insert(versionKey, version);
    root.insert(currentKey, state.current);
    QJsonArray desks;
    for (const DeskState &desk : state.desks)
        desks.append(deskToJson(desk, screens));
    root.insert(workspacesKey, desks);
    return QJsonDocument(root).toJson(QJsonDocument::Indented);
}

Result<DesksState> read(const QByteArray &text, const std::vector<ScreenPlace> &screens)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError) {
        const auto line = text.left(error.offset).count('\n') + 1;
        return broken(Texts::tr("This desk cannot be read: %1 in line %2. Mend that line, or restore an earlier desk.")
                          .arg(error.errorString())
                          .arg(line));
    }
    const QJsonObject root = document.object();
    if (auto found = objection(root))
        return *found;
    DesksState state;
    QSet<QString> ids;
    for (const QJsonValue &value : root.value(workspacesKey).toArray()) {
        DeskState desk = deskFromJson(value.toObject(), screens);
        desk.id = unique(desk.id, QStringLiteral("desk-"), ids);
        if (desk.name.trimmed().isEmpty())
            desk.name = Texts::tr("Desk %1").arg(state.desks.size() + 1);
        state.desks.push_back(std::move(desk));
    }
    state.current = std::clamp(root.value(currentKey).toInt(), 0, static_cast<int>(state.desks.size()) - 1);
    state.unknown = without(root, {formatKey, versionKey, currentKey, workspacesKey});
    return state;
}

} // namespace watchglass::ui::workspace_file
