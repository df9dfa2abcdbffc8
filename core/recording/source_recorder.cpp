#include "core/recording/source_recorder.h"

#include "core/protocol/source_setup.h"

#include <utility>

namespace watchglass::recording {

namespace {

constexpr std::uint64_t countedAtOnce = 32 * 1024;
constexpr std::uint64_t eventBytes = 512;
/// Problems with texts of their own that are kept between two looks of the writer; the rest is counted.
constexpr std::size_t mostProblems = 64;
constexpr std::size_t mostAlarms = 20'000;

template <typename T>
void replace(std::optional<T> &known, const std::optional<T> &said)
{
    if (said)
        known = said;
}

void merge(DeviceUpdate &known, const DeviceUpdate &update)
{
    known.id = update.id;
    replace(known.name, update.name);
    replace(known.type, update.type);
    replace(known.location, update.location);
    replace(known.status, update.status);
    replace(known.lastSeen, update.lastSeen);
    if (update.status)
        known.reason = update.reason;
}

std::uint64_t bytesOf(const HeardFrame &frame)
{
    return sizeof(HeardFrame) + static_cast<std::uint64_t>(frame.frame.head.size() + frame.frame.payload.size());
}

/// Takes all but the first `count`.
template <typename Item>
std::vector<Item> takeRest(std::vector<Item> &items, std::size_t count)
{
    const auto from = items.begin() + static_cast<std::ptrdiff_t>(count);
    std::vector<Item> rest(std::make_move_iterator(from), std::make_move_iterator(items.end()));
    items.erase(from, items.end());
    return rest;
}

/// The token may stand in the address.
QString shapeOf(protocol::SourceAddress address)
{
    QString shape = protocol::takeSecret(address);
    if (shape.isEmpty())
        shape = address.token;
    for (QChar &letter : shape) {
        if (letter != QLatin1Char(':'))
            letter = QLatin1Char('*');
    }
    return shape;
}

} // namespace

SourceRecorder::SourceRecorder(QString name, const protocol::SourceAddress &address, const Clock &clock,
                               std::shared_ptr<QueueBudget> budget)
    : m_name(std::move(name))
    , m_service(protocol::serviceName(address.service))
    , m_address(protocol::addressText(address))
    , m_tokenShape(shapeOf(address))
    , m_redactor(address)
    , m_budget(std::move(budget))
    , m_clock(clock)
{}

void SourceRecorder::take(link::Frame frame)
{
    HeardFrame heard{m_clock.now(), std::move(frame)};
    if (m_opens.load(std::memory_order_relaxed)) {
        // Under one lock, so that a recording that begins meanwhile gets the frame once.
        MutexLock lock(m_mutex);
        if (m_opening.isOpen())
            m_opening.add(heard.arrival, heard.frame);
        m_opens.store(m_opening.isOpen(), std::memory_order_relaxed);
        keep(std::move(heard));
        return;
    }
    keep(std::move(heard));
}

void SourceRecorder::note(HeardEvent what)
{
    MutexLock lock(m_mutex);
    remember(what);
    // What comes before the first frame is made of one that came before the recording, or of none.
    const bool isFramed = m_isFramed.load(std::memory_order_relaxed);
    keep(Heard::Event{isFramed ? m_clock.now() : Timestamp(), std::move(what)});
}

void SourceRecorder::remember(const HeardEvent &what)
{
    if (const auto *series = std::get_if<HeardSeries>(&what)) {
        m_series[series->handle] = series->info;
    } else if (const auto *device = std::get_if<DeviceUpdate>(&what)) {
        merge(m_devices[device->id], *device);
    } else if (const auto *alarm = std::get_if<AlarmEvent>(&what)) {
        if (alarm->condition == AlarmCondition::Resolved)
            m_alarms.erase(alarm->id);
        else if (m_alarms.size() < mostAlarms || m_alarms.contains(alarm->id))
            m_alarms[alarm->id] = *alarm;
    } else if (const auto *grant = std::get_if<Grant>(&what)) {
        m_grants[{grant->device, grant->attribute}] = *grant;
    } else if (const auto *state = std::get_if<SourceState>(&what)) {
        const bool isDown = state->phase == SourcePhase::Waiting || state->phase == SourcePhase::Failed;
        if (isDown && m_state && m_state->phase != state->phase) {
            m_opening.reopen();
            m_opens.store(m_opening.isOpen(), std::memory_order_relaxed);
        }
        m_state = *state;
    }
}

void SourceRecorder::keep(const HeardSample &sample)
{
    BriefLocker lock(m_lock);
    if (!m_isRecording.load(std::memory_order_relaxed))
        return;
    if (m_budget->isFull()) {
        ++m_heard.lostSamples;
        return;
    }
    m_heard.samples.push_back(sample);
    count(sizeof(HeardSample));
}

void SourceRecorder::keep(HeardFrame frame)
{
    BriefLocker lock(m_lock);
    if (!m_isRecording.load(std::memory_order_relaxed))
        return;
    if (std::exchange(m_wantsCut, false))
        m_cut = Cut{m_heard.frames.size(), m_heard.samples.size(), m_heard.events.size()};
    if (m_budget->isFull()) {
        ++m_heard.lostFrames;
        return;
    }
    count(bytesOf(frame));
    m_heard.frames.push_back(std::move(frame));
    m_isFramed.store(true, std::memory_order_relaxed);
}

void SourceRecorder::keep(Heard::Event event)
{
    BriefLocker lock(m_lock);
    if (!m_isRecording.load(std::memory_order_relaxed))
        return;
    if (const auto *problem = std::get_if<HeardProblem>(&event.what)) {
        std::size_t problems = 0;
        for (auto known = m_heard.events.rbegin(); known != m_heard.events.rend(); ++known) {
            auto *same = std::get_if<HeardProblem>(&known->what);
            if (!same)
                continue;
            if (same->kind == problem->kind && (same->text == problem->text || problems >= mostProblems)) {
                ++same->times;
                return;
            }
            ++problems;
        }
    }
    if (m_budget->isOverfull()) {
        ++m_heard.lostEvents;
        return;
    }
    m_heard.events.push_back(std::move(event));
    count(eventBytes);
}

void SourceRecorder::count(std::uint64_t bytes)
{
    m_heard.bytes += bytes;
    m_uncounted += bytes;
    if (m_uncounted < countedAtOnce)
        return;
    m_budget->add(m_uncounted);
    m_uncounted = 0;
}

Heard SourceRecorder::drainLocked()
{
    m_budget->add(m_uncounted);
    m_uncounted = 0;
    Heard heard = std::exchange(m_heard, {});
    // As much will come again: without this, the first samples of each turn would move again and again.
    m_heard.frames.reserve(heard.frames.size());
    m_heard.samples.reserve(heard.samples.size());
    return heard;
}

SourceRecorder::Known SourceRecorder::knownLocked()
{
    Known known{m_opening.frames(), m_opening.isWhole(), {}};
    const auto add = [&known](HeardEvent what) { known.events.push_back({Timestamp(), std::move(what)}); };
    for (const auto &[handle, info] : m_series)
        add(HeardSeries{handle, info});
    for (const auto &[id, device] : m_devices)
        add(device);
    for (const auto &[id, alarm] : m_alarms)
        add(alarm);
    for (const auto &[what, grant] : m_grants)
        add(grant);
    if (m_state)
        add(*m_state);
    return known;
}

SourceRecorder::Known SourceRecorder::attach()
{
    MutexLock lock(m_mutex);
    BriefLocker brief(m_lock);
    if (m_isRecording.exchange(true, std::memory_order_relaxed))
        return {{}, true, {}};
    m_isFramed.store(false, std::memory_order_relaxed);
    return knownLocked();
}

Heard SourceRecorder::drain()
{
    BriefLocker brief(m_lock);
    return drainLocked();
}

void SourceRecorder::wantCut()
{
    BriefLocker brief(m_lock);
    m_cut.reset();
    m_wantsCut = true;
}

bool SourceRecorder::isCut() const
{
    BriefLocker brief(m_lock);
    return m_cut.has_value();
}

std::size_t SourceRecorder::heardCount() const
{
    BriefLocker brief(m_lock);
    return m_heard.frames.size() + m_heard.samples.size() + m_heard.events.size();
}

Heard SourceRecorder::drainToCut()
{
    BriefLocker brief(m_lock);
    Heard heard = drainLocked();
    if (m_cut) {
        m_heard.frames = takeRest(heard.frames, m_cut->frames);
        m_heard.samples = takeRest(heard.samples, m_cut->samples);
        m_heard.events = takeRest(heard.events, m_cut->events);
        for (const HeardFrame &frame : m_heard.frames)
            m_heard.bytes += bytesOf(frame);
        m_heard.bytes += m_heard.samples.size() * sizeof(HeardSample) + m_heard.events.size() * eventBytes;
        heard.bytes -= m_heard.bytes;
    }
    m_cut.reset();
    m_wantsCut = false;
    return heard;
}

SourceRecorder::Known SourceRecorder::known()
{
    MutexLock lock(m_mutex);
    return knownLocked();
}

Heard SourceRecorder::detach()
{
    MutexLock lock(m_mutex);
    BriefLocker brief(m_lock);
    m_isRecording.store(false, std::memory_order_relaxed);
    m_isFramed.store(false, std::memory_order_relaxed);
    m_cut.reset();
    m_wantsCut = false;
    return drainLocked();
}

} // namespace watchglass::recording
