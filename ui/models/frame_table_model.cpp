#include "ui/models/frame_table_model.h"

#include "core/format/time_format.h"

#include <QCoreApplication>

#include <utility>

namespace watchglass::ui {

using link::FrameKind;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::FrameTableModel)
};

/// Control characters would break the line; what is no UTF-8 is shown as hexadecimal digits.
QString shown(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    if (text.contains(QChar::ReplacementCharacter))
        return QString::fromLatin1(bytes.left(128).toHex(' '));
    return text.simplified();
}

} // namespace

QString frameWord(FrameKind kind)
{
    switch (kind) {
    case FrameKind::Connecting:
    case FrameKind::AttemptDue:
        return Texts::tr("connecting");
    case FrameKind::Opened:
    case FrameKind::StreamOpened:
        return Texts::tr("open");
    case FrameKind::TextReceived:
        return Texts::tr("← text");
    case FrameKind::BinaryReceived:
    case FrameKind::BytesReceived:
        return Texts::tr("← bytes");
    case FrameKind::Refused:
        return Texts::tr("← refused");
    case FrameKind::Closed:
    case FrameKind::StreamEnded:
        return Texts::tr("← closed");
    case FrameKind::ClosedByOwner:
    case FrameKind::StreamEndedByOwner:
        return Texts::tr("→ closed");
    case FrameKind::TextSent:
        return Texts::tr("→ text");
    case FrameKind::BinarySent:
        return Texts::tr("→ bytes");
    case FrameKind::Requested:
        return Texts::tr("→ request");
    case FrameKind::Answered:
        return Texts::tr("← answer");
    case FrameKind::Unanswered:
        return Texts::tr("← no answer");
    case FrameKind::Ordered:
        return Texts::tr("order");
    case FrameKind::TimerFired:
        return Texts::tr("timer");
    }
    return {};
}

FrameTableModel::FrameTableModel(QTimeZone zone, QObject *parent)
    : QAbstractTableModel(parent)
    , m_zone(std::move(zone))
{}

void FrameTableModel::add(std::vector<recording::LoggedFrame> frames)
{
    if (frames.empty())
        return;
    const auto most = static_cast<int>(recording::FrameLog::capacity);
    const int old = static_cast<int>(m_frames.size());
    const int excess = std::min(old, old + static_cast<int>(frames.size()) - most);
    if (excess > 0) {
        beginRemoveRows({}, 0, excess - 1);
        m_frames.erase(m_frames.begin(), m_frames.begin() + excess);
        endRemoveRows();
    }
    const int first = static_cast<int>(m_frames.size());
    beginInsertRows({}, first, first + static_cast<int>(frames.size()) - 1);
    for (recording::LoggedFrame &frame : frames)
        m_frames.push_back(std::move(frame));
    endInsertRows();
}

void FrameTableModel::clear()
{
    beginResetModel();
    m_frames.clear();
    endResetModel();
}

int FrameTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_frames.size());
}

int FrameTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FrameTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole && index.column() == Bytes)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const recording::LoggedFrame &frame = frameAt(index.row());
    switch (index.column()) {
    case Time:
        return format::timeOfDay(frame.at, std::chrono::milliseconds(1), m_zone);
    case Source:
        return frame.source;
    case What:
        return frameWord(frame.kind);
    case Bytes:
        return frame.bytes;
    case Text:
        return shown(frame.text);
    default:
        return {};
    }
}

QVariant FrameTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Source:
        return tr("Source");
    case What:
        return tr("What");
    case Bytes:
        return tr("Bytes");
    case Text:
        return tr("Text");
    default:
        return {};
    }
}

} // namespace watchglass::ui
