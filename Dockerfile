# One image per app: docker build --build-arg APP=streams-processor --build-arg MAIN=dev.roundup.streams.StreamsMain .
# It packs what `mvn package` built; the broker of the single-process mode is in none of them.
FROM eclipse-temurin:17-jre

RUN useradd --system --uid 10001 --home-dir /var/lib/roundup --create-home roundup \
 && mkdir /var/lib/roundup/state /var/lib/roundup/site \
 && chown roundup /var/lib/roundup/state /var/lib/roundup/site

ARG APP
# libraries change seldom, our own jars with every commit: two layers
COPY ${APP}/target/lib /opt/roundup/lib
COPY ${APP}/target/roundup-*.jar /opt/roundup/app/

ARG MAIN
ENV MAIN_CLASS=${MAIN} \
    ROUNDUP_STATE_DIR=/var/lib/roundup/state \
    ROUNDUP_SITE_DIR=/var/lib/roundup/site \
    ROUNDUP_HTTP_HOST=0.0.0.0 \
    ROUNDUP_HTTP_PORT=8080
USER roundup
WORKDIR /var/lib/roundup
VOLUME ["/var/lib/roundup/state", "/var/lib/roundup/site"]

# exec: the JVM gets the signals
ENTRYPOINT ["/bin/sh", "-c", "exec java -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError $ROUNDUP_JAVA_OPTS -cp '/opt/roundup/app/*:/opt/roundup/lib/*' $MAIN_CLASS \"$@\"", "roundup"]
