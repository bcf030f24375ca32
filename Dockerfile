# syntax=docker/dockerfile:1
# The application, and its worker, in one image. Built from the sources alone.

FROM eclipse-temurin:17-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
# the dependencies in a layer of their own: they change less often than the code
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -q dependency:go-offline
COPY processes processes
COPY src src
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -q -DskipTests package \
    && java -Djarmode=tools -jar target/orderflow-*.jar extract --layers --destination extracted

FROM eclipse-temurin:17-jre
# what texts and watermarks of previews are written with
RUN apt-get update && apt-get install -y --no-install-recommends fontconfig fonts-dejavu-core fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --system orderflow && useradd --system --gid orderflow --home /app orderflow
WORKDIR /app
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY --from=build /build/extracted/application/ ./
RUN mv orderflow-*.jar orderflow.jar
USER orderflow
ENV SPRING_PROFILES_ACTIVE=production JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70"
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=6 \
    CMD ["sh", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080"]
ENTRYPOINT ["java", "-jar", "orderflow.jar"]
