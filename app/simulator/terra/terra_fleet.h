#pragma once

#include "app/simulator/json_text.h"
#include "app/simulator/site.h"
#include "app/simulator/terra/terra_journal.h"

#include <array>
#include <string>
#include <vector>

namespace watchglass::sim::terra {

/// A fleet as Terra would show it: each device is a user, its metrics have Terra's types and units (accelerations in
/// m/s², rotations in rad/s, positions as one pair, ECG in pieces); metrics that Terra has no type for keep their name
/// in capitals. Devices write alike in meaning and unlike in form: order of fields, zone and digits of times.
/// Thread: the server's.
class TerraFleet
{
public:
    /// What a piece of a waveform lasts.
    static constexpr Duration pieceLength = std::chrono::milliseconds(200);
    /// Of a pause without anybody there, so much is made up for.
    static constexpr Duration longestCatchUp = std::chrono::seconds(120);

    explicit TerraFleet(const Site &site);

    /// Puts what fell due since the last call into the journal, in order of time.
    void advance(TerraJournal &journal, Duration elapsed);

    /// The user that a device is shown as: the same for the same seed and device.
    static QString userOf(int device, std::uint64_t seed);

private:
    enum class Form { Scalar, Vector, Waveform };
    /// One Terra type of one device.
    struct Output
    {
        std::string head; ///< Up to the payload's time, or up to the number.
        std::string type;
        Form form = Form::Scalar;
        double scale = 1.0;
        std::vector<std::size_t> metrics; ///< Indices of the components.
        std::vector<double> piece;        ///< Of a waveform, so far.
        Duration pieceAt{};
        Timestamp pieceTime;
    };
    struct User
    {
        const Feed *feed = nullptr;
        std::string id;
        std::vector<Output> outputs;
        std::vector<double> values;
        std::int64_t next = 0; ///< First tick that was not looked at.
        int style = 0;
    };
    struct Due
    {
        Duration at;
        std::string head;
        std::string tail;
        std::uint64_t samples;
    };

    static Output outputFor(const Metric &metric, std::size_t index);
    void addOutput(User &user, const Metric &metric, std::size_t index);
    void collect(User &user, Duration elapsed);
    void collect(User &user, Output &output, Duration at, Timestamp time);
    void endPiece(const User &user, Output &output, Duration elapsed);
    void emitDue(const User &user, const Output &output, Duration at, Timestamp time, const double *values,
                 std::size_t count);
    void appendTimeOf(const User &user, std::string &out, Timestamp time);

    const Site &m_site;
    std::vector<User> m_users;
    std::vector<Due> m_due;
    Duration m_done{-1};
    TimeWriter m_zulu{TimeStyle::Zulu};
    TimeWriter m_naive{TimeStyle::Naive};
};

} // namespace watchglass::sim::terra
