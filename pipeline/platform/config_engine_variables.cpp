#include "pipeline/platform/config_engine_variables.hpp"

#include <algorithm>

#include "pipeline/platform/config_values.hpp"

namespace pixferry {
namespace {

using Reader = std::function<Result<>(std::string_view, Config&)>;

Error wrong(std::string message) {
  return {ErrorCode::invalid_configuration, std::move(message)};
}

/// Takes a text without blanks and control characters, as keys and names are.
template <class Store>
Reader word(Store store) {
  return [store](std::string_view text, Config& config) -> Result<> {
    const bool is_word = std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7F'; });
    if (!is_word) {
      return wrong("has blanks or characters that it cannot have; was it pasted with more?");
    }
    store(config, std::string{text});
    return {};
  };
}

template <class Store>
Reader path(Store store) {
  return [store](std::string_view text, Config& config) -> Result<> {
    store(config, std::string{text});
    return {};
  };
}

/// The operator's own service: any host, and plain http where the operator wants it so.
template <class Store>
Reader base_url(Store store) {
  return [store](std::string_view text, Config& config) -> Result<> {
    auto address = parse_base_url(text);
    if (!address) return wrong("is not an http or https URL without user, query and fragment");
    store(config, std::move(address->text));
    return {};
  };
}

/// A URL with a password in it, which its own adapter takes apart.
template <class Store>
Reader url_of_scheme(std::string first, std::string second, Store store) {
  return [first, second, store](std::string_view text, Config& config) -> Result<> {
    if (!text.starts_with(first + "://") && !text.starts_with(second + "://")) {
      return wrong("does not begin with " + first + ":// or " + second + "://");
    }
    store(config, Secret{std::string{text}});
    return {};
  };
}

void add_server_variables(std::vector<ConfigVariable>& table) {
  table.push_back(
      {.name = "DATABASE_URL",
       .takes = "a postgresql:// URL",
       .example = "postgresql://postgres:PASSWORD@db.example.com:5432/postgres",
       .purpose = "The PostgreSQL that holds the catalog; SQLite in DATA_DIR unless set.",
       .is_secret = true,
       .read = url_of_scheme("postgresql", "postgres", [](Config& config, Secret value) {
         config.database_url = std::move(value);
       })});
  table.push_back({.name = "DATABASE_CA_FILE",
                   .takes = "the path of a PEM file",
                   .example = "/etc/pixferry/database-ca.pem",
                   .purpose = "Whose signature the database's certificate must carry.",
                   .read = path([](Config& config, std::string value) {
                     config.database_ca_file = std::move(value);
                   })});
  table.push_back({.name = "REDIS_URL",
                   .takes = "a redis:// or rediss:// URL",
                   .example = "rediss://default:PASSWORD@redis.example.com:6379",
                   .purpose = "The Redis that several processes share; none is needed for one.",
                   .is_secret = true,
                   .read = url_of_scheme("redis", "rediss", [](Config& config, Secret value) {
                     config.redis_url = std::move(value);
                   })});
  table.push_back({.name = "REDIS_CA_FILE",
                   .takes = "the path of a PEM file",
                   .example = "/etc/pixferry/redis-ca.pem",
                   .purpose = "Whose signature Redis' certificate must carry; the system's "
                              "authorities unless set.",
                   .read = path([](Config& config, std::string value) {
                     config.redis_ca_file = std::move(value);
                   })});
}

void add_supabase_variables(std::vector<ConfigVariable>& table) {
  table.push_back({.name = "SUPABASE_URL",
                   .takes = "an http or https URL",
                   .example = "https://abcdefghijklmnopqrst.supabase.co",
                   .purpose = "The Supabase project that stores the images.",
                   .read = base_url([](Config& config, std::string value) {
                     config.supabase.url = std::move(value);
                   })});
  table.push_back({.name = "SUPABASE_SERVICE_KEY",
                   .takes = "a service key",
                   .example = "your-service-role-or-secret-key",
                   .purpose = "The project's key for servers, named service_role or secret.",
                   .is_secret = true,
                   .read = word([](Config& config, std::string value) {
                     config.supabase.service_key = Secret{std::move(value)};
                   })});
  table.push_back({.name = "SUPABASE_STORAGE_BUCKET",
                   .takes = "the name of a bucket",
                   .default_value = "images",
                   .example = "photos",
                   .purpose = "The bucket for the images; a missing one is made.",
                   .read = word([](Config& config, std::string value) {
                     config.supabase.bucket = std::move(value);
                   })});
}

void add_s3_place_variables(std::vector<ConfigVariable>& table) {
  table.push_back({.name = "S3_ENDPOINT",
                   .takes = "an http or https URL",
                   .example = "https://ACCOUNT.r2.cloudflarestorage.com",
                   .purpose = "Where the S3 service answers; Amazon's own for the region unless "
                              "set.",
                   .read = base_url([](Config& config, std::string value) {
                     config.s3.endpoint = std::move(value);
                   })});
  table.push_back({.name = "S3_REGION",
                   .takes = "a region",
                   .default_value = "us-east-1",
                   .example = "eu-central-1",
                   .purpose = "The bucket's region; \"auto\" for R2.",
                   .read = word([](Config& config, std::string value) {
                     config.s3.region = std::move(value);
                   })});
  table.push_back({.name = "S3_BUCKET",
                   .takes = "the name of a bucket",
                   .example = "photos",
                   .purpose = "The bucket that stores the images; set it to store them in S3.",
                   .read = word([](Config& config, std::string value) {
                     config.s3.bucket = std::move(value);
                   })});
  table.push_back({.name = "S3_PUBLIC_URL",
                   .takes = "an http or https URL",
                   .example = "https://photos.example.com",
                   .purpose = "Where everybody reads the bucket's objects; links are signed unless "
                              "set.",
                   .read = base_url([](Config& config, std::string value) {
                     config.s3.public_url = std::move(value);
                   })});
  table.push_back({.name = "S3_VIRTUAL_HOST",
                   .takes = "1 or 0",
                   .default_value = "0",
                   .example = "1",
                   .purpose = "Puts the bucket's name in front of the host instead of the path.",
                   .read = [](std::string_view text, Config& config) -> Result<> {
                     const auto flag = parse_flag(text);
                     if (!flag) return wrong("is not 1 or 0");
                     config.s3.virtual_host = *flag;
                     return {};
                   }});
}

void add_s3_key_variables(std::vector<ConfigVariable>& table) {
  table.push_back({.name = "S3_ACCESS_KEY_ID",
                   .takes = "an access key's id",
                   .example = "your-access-key-id",
                   .purpose = "Who stores the images.",
                   .read = word([](Config& config, std::string value) {
                     config.s3.access_key_id = std::move(value);
                   })});
  table.push_back({.name = "S3_SECRET_ACCESS_KEY",
                   .takes = "a secret access key",
                   .example = "your-secret-access-key",
                   .purpose = "The secret of that key.",
                   .is_secret = true,
                   .read = word([](Config& config, std::string value) {
                     config.s3.secret_access_key = Secret{std::move(value)};
                   })});
  table.push_back({.name = "S3_SESSION_TOKEN",
                   .takes = "a session token",
                   .example = "your-session-token",
                   .purpose = "What belongs to a key that is valid for a while only.",
                   .is_secret = true,
                   .read = word([](Config& config, std::string value) {
                     config.s3.session_token = Secret{std::move(value)};
                   })});
}

}  // namespace

void add_engine_variables(std::vector<ConfigVariable>& table) {
  add_server_variables(table);
  add_supabase_variables(table);
  add_s3_place_variables(table);
  add_s3_key_variables(table);
}

}  // namespace pixferry
