#pragma once

#include "core/attention/attention_tracker.h"
#include "core/base/clock.h"
#include "core/derived/derived_book.h"

#include <QObject>

class QWidget;

namespace watchglass::app {

/// Keeps the derived series going: reads what was written down, works out what comes, asks for the inputs as for a
/// pinned panel, and writes down what the operator changes.
/// Thread: GUI. Requires: store, tracker and clock outlive it.
class DerivedControl : public QObject
{
    Q_OBJECT

public:
    DerivedControl(store::SeriesStore &store, attention::AttentionTracker &tracker, const Clock &clock,
                   const QString &folder);
    ~DerivedControl() override;

    /// A tick.
    void advance();
    void openDialog(QWidget *parent);
    /// What could not be read or written, for people; empty when all is well.
    const QString &problem() const { return m_problem; }
    const derived::DerivedBook &book() const { return m_book; }

Q_SIGNALS:
    /// There is another problem(), and it is one.
    void noticed(const QString &text);

private:
    void load();
    void save();
    void askForInputs();

    store::SeriesStore &m_store;
    attention::AttentionTracker &m_tracker;
    const Clock &m_clock;
    const QString m_file;
    derived::DerivedBook m_book;
    std::optional<attention::PanelId> m_asking; ///< While there is something to ask for.
    QString m_problem;
};

} // namespace watchglass::app
