package dev.roundup.schemas.registry;

import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** Trust and keys of a connection, from Kafka's own {@code ssl.*} settings. */
final class Tls {
  private Tls() {}

  static SSLContext context(Map<String, String> ssl) {
    Map<String, Object> parsed = new ConfigDef().withClientSslSupport().parse(ssl);
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(parsed);
      return factory.sslContext();
    }
  }
}
