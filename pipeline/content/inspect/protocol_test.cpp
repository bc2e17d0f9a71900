#include "pipeline/content/inspect/protocol.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "testing/fake_inspector.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;

std::span<const std::byte> payload_of(const std::vector<std::byte>& frame) {
  return std::span{frame}.subspan(kFrameHeadBytes);
}

Result<FrameHead> head_of(const std::vector<std::byte>& frame) {
  return decode_frame_head(std::span{frame}.first(kFrameHeadBytes));
}

/// An inspection with every field set.
Inspection full_inspection() {
  auto inspection = made_up_inspection(Sha256{});
  auto& facts = inspection.facts;
  facts.size = PixelSize{4000, 3000};
  facts.orientation = 6;
  facts.taken_at = CaptureTime{.local_ms = -1, .offset_minutes = -330};
  facts.camera = {"Fuji", "X-T5", "Objektiv für 23 mm", 0.004, 2.0, 23.0, 12'800};
  facts.position = GpsPosition{-89.5, 179.5, -12.0};
  facts.warning = ImageWarning::truncated;
  return inspection;
}

Result<InspectionReply> sent_and_read(const Inspection& inspection) {
  const auto frame = encode_reply({inspection});
  return decode_reply(payload_of(frame));
}

/// What the parent says to an inspection that a child made up.
std::string refusal_of(const Inspection& inspection) {
  const auto reply = sent_and_read(inspection);
  return reply ? "" : reply.error().message;
}

TEST(InspectProtocol, CarriesARequest) {
  const auto frame = encode_request({1234, ImageType::heic, {100'000'000, true}});
  const auto head = head_of(frame);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->kind, FrameKind::request);
  EXPECT_EQ(head->payload_bytes, frame.size() - kFrameHeadBytes);
  const auto request = decode_request(payload_of(frame));
  ASSERT_TRUE(request);
  EXPECT_EQ(request->size_bytes, 1234);
  EXPECT_EQ(request->type, ImageType::heic);
  EXPECT_EQ(request->settings.pixels_max, 100'000'000);
  EXPECT_TRUE(request->settings.keep_gps);
}

TEST(InspectProtocol, CarriesAHello) {
  for (const bool filters : {false, true}) {
    const auto hello = decode_hello(payload_of(encode_hello({filters})));
    ASSERT_TRUE(hello);
    EXPECT_EQ(hello->filters_system_calls, filters);
  }
}

TEST(InspectProtocol, CarriesAnInspectionWithEveryFieldSet) {
  const auto reply = sent_and_read(full_inspection());
  ASSERT_TRUE(reply) << reply.error().message;
  EXPECT_EQ(*reply->outcome, full_inspection());
}

TEST(InspectProtocol, CarriesAnInspectionWithoutThumbnails) {
  Inspection bare;
  bare.facts.thumbnails = ThumbnailState::unsupported;
  bare.facts.warning = ImageWarning::no_decoder;
  const auto reply = sent_and_read(bare);
  ASSERT_TRUE(reply) << reply.error().message;
  EXPECT_EQ(*reply->outcome, bare);
}

TEST(InspectProtocol, CarriesAnErrorWithoutWhatATerminalWouldActOn) {
  const auto reply = decode_reply(
      payload_of(encode_reply({Error{ErrorCode::damaged_image, "No\x1b[2J header."}})));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->outcome.error().code, ErrorCode::damaged_image);
  EXPECT_EQ(reply->outcome.error().message, "No\ufffd[2J header.");
}

TEST(InspectProtocol, CutsAMessageThatIsTooLong) {
  const auto reply = decode_reply(
      payload_of(encode_reply({Error{ErrorCode::too_many_pixels, std::string(9'000, 'x')}})));
  ASSERT_TRUE(reply);
  EXPECT_LE(reply->outcome.error().message.size(), kInspectionMessageBytesMax);
}

TEST(InspectProtocol, AChildCannotGiveAFileAnErrorThatNoImageHas) {
  for (const auto code : {ErrorCode::poison, ErrorCode::cancelled, ErrorCode::storage_full}) {
    EXPECT_FALSE(decode_reply(payload_of(encode_reply({Error{code, "Never mind."}}))));
  }
}

TEST(InspectProtocol, RefusesAFrameOfAnotherVersionKindOrLength) {
  const auto good = encode_hello({true});
  auto frame = good;
  frame[2] = std::byte{2};
  EXPECT_THAT(head_of(frame).error().message, HasSubstr("another version"));
  frame = good;
  frame[0] = std::byte{'G'};
  EXPECT_THAT(head_of(frame).error().message, HasSubstr("does not begin"));
  for (const int kind : {0, 4, 255}) {
    frame = good;
    frame[3] = static_cast<std::byte>(kind);
    EXPECT_THAT(head_of(frame).error().message, HasSubstr("unknown kind"));
  }
  frame = good;
  frame[4] = std::byte{65};
  EXPECT_THAT(head_of(frame).error().message, HasSubstr("too long"));
}

TEST(InspectProtocol, ARefusedRequestNamesWhatIsWrong) {
  const auto refusal = [](const InspectionRequest& request) {
    return decode_request(payload_of(encode_request(request))).error().message;
  };
  EXPECT_THAT(refusal({0, ImageType::jpeg, {1, false}}), HasSubstr("no bytes"));
  EXPECT_THAT(refusal({-1, ImageType::jpeg, {1, false}}), HasSubstr("no bytes"));
  EXPECT_THAT(refusal({1, ImageType::jpeg, {-1, false}}), HasSubstr("negative"));
}

TEST(InspectProtocol, NoReplyOfABoundedSizeIsLongerThanItsBound) {
  auto inspection = full_inspection();
  const std::string text(kCameraTextBytesMax, 'x');
  inspection.facts.camera.make = text;
  inspection.facts.camera.model = text;
  inspection.facts.camera.lens = text;
  for (auto& thumbnail : inspection.thumbnails) thumbnail.bytes.resize(kThumbnailBytesMax);
  const auto frame = encode_reply({inspection});
  EXPECT_TRUE(head_of(frame));
  EXPECT_TRUE(decode_reply(payload_of(frame)));
}

/// A flaw in an otherwise sound inspection.
struct Flaw {
  std::string_view what;
  std::string_view refusal;
  void (*spoil)(Inspection&);
};

class UnsoundInspection : public testing::TestWithParam<Flaw> {};

TEST_P(UnsoundInspection, IsRefused) {
  auto inspection = full_inspection();
  ASSERT_EQ(refusal_of(inspection), "");
  GetParam().spoil(inspection);
  EXPECT_THAT(refusal_of(inspection), HasSubstr(GetParam().refusal));
}

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

const Flaw kFlaws[] = {
    {"NoWidth", "size", [](auto& it) { it.facts.size->width = 0; }},
    {"NegativeHeight", "size", [](auto& it) { it.facts.size->height = -1; }},
    {"LongSide", "size",
     [](auto& it) {
       it.facts.size = PixelSize{65'536, 1};
     }},
    {"TwoGigapixels", "size",
     [](auto& it) {
       it.facts.size = PixelSize{50'000, 40'000};
     }},
    {"DrawnWithoutASize", "no size", [](auto& it) { it.facts.size.reset(); }},
    {"OrientationZero", "orientation", [](auto& it) { it.facts.orientation = 0; }},
    {"OrientationNine", "orientation", [](auto& it) { it.facts.orientation = 9; }},
    {"BeforeTheYearZero", "time", [](auto& it) { it.facts.taken_at->local_ms = INT64_MIN; }},
    {"AfterTheYear9999", "time", [](auto& it) { it.facts.taken_at->local_ms = INT64_MAX; }},
    {"OffsetOfTwoDays", "time", [](auto& it) { it.facts.taken_at->offset_minutes = 2880; }},
    {"NaNOfASecond", "camera", [](auto& it) { it.facts.camera.exposure_seconds = kNaN; }},
    {"InfiniteAperture", "camera", [](auto& it) { it.facts.camera.f_number = kInfinity; }},
    {"NegativeLength", "camera", [](auto& it) { it.facts.camera.focal_length_mm = -1; }},
    {"NegativeIso", "camera", [](auto& it) { it.facts.camera.iso = -1; }},
    {"LongText", "cut short", [](auto& it) { it.facts.camera.make.assign(201, 'x'); }},
    {"InvalidUtf8", "camera", [](auto& it) { it.facts.camera.lens = "\xff"; }},
    {"NulInAText", "camera", [](auto& it) { it.facts.camera.model.push_back('\0'); }},
    {"BeyondThePole", "place", [](auto& it) { it.facts.position->latitude = 90.1; }},
    {"NoLongitude", "place", [](auto& it) { it.facts.position->longitude = kNaN; }},
    {"InfinitelyHigh", "place", [](auto& it) { it.facts.position->altitude_metres = kInfinity; }},
    {"LongThumbhash", "cut short", [](auto& it) { it.facts.thumbhash.assign(33, 'x'); }},
    {"NobodyLooked", "looked", [](auto& it) { it.facts.thumbnails = ThumbnailState::none; }},
    {"NotDrawn", "not drawn", [](auto& it) { it.facts.thumbnails = ThumbnailState::damaged; }},
    {"OneThumbnail", "each size", [](auto& it) { it.thumbnails.pop_back(); }},
    {"SameSizeTwice", "each size", [](auto& it) { it.thumbnails[1].size_pixels = 512; }},
    {"ThreeThumbnails", "too many", [](auto& it) { it.thumbnails.resize(3); }},
    {"HtmlInPlaceOfWebp", "WebP",
     [](auto& it) { it.thumbnails[0].bytes.assign(20, std::byte{'<'}); }},
    {"EmptyThumbnail", "WebP", [](auto& it) { it.thumbnails[0].bytes.clear(); }},
    {"HugeThumbnail", "cut short",
     [](auto& it) { it.thumbnails[0].bytes.resize(kThumbnailBytesMax + 1); }},
};

INSTANTIATE_TEST_SUITE_P(Every, UnsoundInspection, testing::ValuesIn(kFlaws),
                         [](const auto& tested) { return std::string{tested.param.what}; });

}  // namespace
}  // namespace pixferry
